import MockOktaExpressions
package import MockOktaModel

extension FixtureExpression {
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
