import MockOktaExpressions
package import MockOktaFormats
package import MockOktaModel

/// Evaluations that belong to no token.
extension ClaimEvaluation {
    /// Why an expression has no value.
    package struct ExpressionFault: Error {
        package let message: String
        /// The place in the text, counted in characters from 1; nil where the fault has none.
        package let character: Int?
    }

    /// The value of a claim as tokens with the granted scopes would have it.
    ///
    /// - Throws: `Refusal` when its expression cannot be evaluated.
    package func outcome(of claim: Claim) throws(Refusal) -> Outcome {
        isInScope(claim.scopes) ? try value(of: claim) : .absent(.scopes(claim.scopes))
    }

    /// The value of an expression that need not belong to a claim.
    package func value(ofExpression text: String) throws(ExpressionFault) -> JSON {
        do throws(ExpressionError) {
            let value = try Expression(parsing: text).value(in: expressionScope)
            guard !value.isNested(deeperThan: Self.deepest) else { throw Self.nestedTooDeeply }
            return value
        } catch {
            let character = error.offset.map { String(decoding: text.utf8.prefix($0), as: UTF8.self).count + 1 }
            throw ExpressionFault(message: error.message, character: character)
        }
    }
}
