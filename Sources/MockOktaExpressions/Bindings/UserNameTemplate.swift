import MockOktaFormats
import MockOktaModel

/// An app's user name template (`credentials.userNameTemplate.template`): text that contains `${…}`, for example
/// `${source.email}` or `${fn:substringBefore(source.login, "@")}`; text without `${…}` is a single expression.
extension ExpressionScope {
    /// The user name from the user's row of the app; without one, the result of the template.
    func userName(of user: User) throws(ExpressionError) -> String {
        if let name = row(of: user)?.userName { return name }
        let template = application.source["credentials"]?["userNameTemplate"]?["template"]?.string
        guard let template, !template.isEmpty else { return user.login }
        guard template.contains("${") else { return try templateValue(template) }
        var name = ""
        var rest = template[...]
        while let start = rest.firstRange(of: "${"),
            let end = rest[start.upperBound...].firstIndex(of: "}")
        {
            name += rest[..<start.lowerBound]
            name += try templateValue(String(rest[start.upperBound..<end]))
            rest = rest[rest.index(after: end)...]
        }
        return name + rest
    }

    private func templateValue(_ text: String) throws(ExpressionError) -> String {
        do throws(ExpressionError) {
            let expression = try Expression.cached(
                text.replacing("fn:", with: ""),
                names: Binding.inUserNameTemplates
            )
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
