import MockOktaFormats
import MockOktaModel

/// An app's user name template (`credentials.userNameTemplate.template`): text that contains `${…}`, for example
/// `${source.email}` or `${fn:substringBefore(source.login, "@")}`; text without `${…}` is a single expression.
package enum UserNameTemplate {
    enum Part {
        case text(Substring)
        case expression(String)
    }

    static func parts(of template: String) -> [Part] {
        guard template.contains("${") else { return [.expression(template)] }
        var parts: [Part] = []
        var rest = template[...]
        while let start = rest.firstRange(of: "${"), let end = rest[start.upperBound...].firstIndex(of: "}") {
            parts += [.text(rest[..<start.lowerBound]), .expression(String(rest[start.upperBound..<end]))]
            rest = rest[rest.index(after: end)...]
        }
        return parts + [.text(rest)]
    }

    static func expression(_ text: String) throws(ExpressionError) -> Expression {
        try Expression.cached(text.replacing("fn:", with: ""), in: .userNameTemplate)
    }

    /// Why a template cannot be evaluated; nil for a valid one.
    package static func fault(of template: String) -> String? {
        guard !template.isEmpty else { return nil }
        for case .expression(let text) in parts(of: template) {
            do throws(ExpressionError) {
                _ = try expression(text)
            } catch {
                return error.message
            }
        }
        return nil
    }
}

extension ExpressionScope {
    /// The user name from the user's row of the app; without one, the result of the template.
    func userName(of user: User) throws(ExpressionError) -> String {
        if let name = row(of: user)?.userName { return name }
        let template = application.source["credentials"]?["userNameTemplate"]?["template"]?.string
        guard let template, !template.isEmpty else { return user.login }
        var name = ""
        for part in UserNameTemplate.parts(of: template) {
            switch part {
            case .text(let text): name += text
            case .expression(let text): name += try templateValue(text)
            }
        }
        return name
    }

    private func templateValue(_ text: String) throws(ExpressionError) -> String {
        do throws(ExpressionError) {
            let expression = try UserNameTemplate.expression(text)
            return try Operators.text(of: expression.value(in: self)) ?? ""
        } catch {
            // An offset into the template would be mistaken for an offset into the claim's expression.
            throw ExpressionError(
                kind: error.kind,
                message: "the app's user name template: \(error.message)",
                offset: nil
            )
        }
    }
}
