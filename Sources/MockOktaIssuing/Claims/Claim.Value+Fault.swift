import MockOktaExpressions
package import MockOktaModel

extension Claim.Value {
    /// Why no token can ever carry such a claim; nil for values that can be evaluated.
    package var fault: String? {
        do throws(ExpressionError) {
            switch self {
            case .expression(let text): _ = try Expression(parsing: text)
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
