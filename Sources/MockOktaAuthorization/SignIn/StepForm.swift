import MockOktaFormats
import MockOktaModel
import MockOktaSignIn

/// The forms of the pages after the password.
struct StepForm {
    /// What is chosen: the name of a factor's button.
    static let factor = "authenticator.id"
    /// What a button does.
    static let action = "action"
    static let confirmation = "confirmPassword"
    static let phone = "phoneNumber"
    static let question = "credentials.questionKey"
    static let answer = "credentials.answer"
    /// What the names of attributes of a new user begin with.
    static let profile = "userProfile."

    /// The path that the forms post to.
    let action: String
    let hidden: String

    func form(_ content: String) -> String {
        """
        <form method="post" action="\(action)">
        \(hidden)
        \(content)
        </form>
        """
    }

    func button(_ label: String, _ value: String) -> String {
        form("<button class=\"quiet\" type=\"submit\" name=\"\(Self.action)\" value=\"\(value)\">\(label)</button>")
    }

    func invalid(_ refusal: SignInRefusal?) -> String {
        refusal == nil ? "" : " aria-invalid=\"true\" aria-describedby=\"error\""
    }

    func choice(_ factors: [Factor]) -> String {
        let buttons = factors.map { factor in
            let detail = HTMLText.escaped(FactorText.detail(factor))
            let hint = detail.isEmpty ? "" : " <span class=\"soft\">\(detail)</span>"
            return """
                <button class="quiet" type="submit" name="\(Self.factor)" value="\(HTMLText.escaped(factor.id))">\
                \(FactorText.name(factor.kind))\(hint)</button>
                """
        }
        return form(buttons.joined(separator: "\n"))
    }

    /// Asks for a code, or for the answer to a question.
    func code(_ kind: Factor.Kind, _ refusal: SignInRefusal?) -> String {
        let (label, mode) = kind == .question ? ("Answer", "") : ("Enter Code", " inputmode=\"numeric\"")
        return form(
            """
            <label for="okta-code">\(label)</label>
            <input id="okta-code" name="\(PageForm.password)" type="text" autocomplete="one-time-code"\(mode) \
            spellcheck="false" required autofocus\(invalid(refusal))>
            <button type="submit">Verify</button>
            """
        )
    }
}
