import MockOktaExpressions
package import MockOktaModel

extension FixtureExpressionChecks {
    /// The checks of the double's own evaluator.
    package static let evaluated = FixtureExpressionChecks(fault: \.fault, userAttributes: \.userAttributes)
}

extension FixtureExpression {
    /// The attributes of the user's profile that the expression reads; none where it cannot be parsed.
    fileprivate var userAttributes: [String] {
        switch self {
        case .claim(.expression(let text)): (try? Expression.cached(text))?.userAttributes ?? []
        case .claim: []
        case .userNameTemplate(let text): UserNameTemplate.userAttributes(of: text)
        }
    }

    /// Why the expression cannot be evaluated; nil where no problem is known.
    package var fault: String? {
        switch self {
        case .claim(let value): value.fault
        case .userNameTemplate(let text): UserNameTemplate.fault(of: text)
        }
    }
}

extension Claim.Value {
    /// Why the claim cannot be evaluated, for any token or for some; nil where no problem is known.
    package var fault: String? {
        do throws(ExpressionError) {
            switch self {
            case .expression(let text):
                if let warning = try Expression(parsing: text).warning { throw warning }
            case .groups(.regex, let pattern): _ = try RegularExpression(pattern, at: nil)
            case .groups, .system: break
            }
            return nil
        } catch {
            guard case .expression(let text) = self, let offset = error.offset else { return error.message }
            let character = String(decoding: text.utf8.prefix(offset), as: UTF8.self).count + 1
            return "\(error.message) at character \(character)"
        }
    }
}
