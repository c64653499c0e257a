import MockOktaEndpoints
import MockOktaFormats
import MockOktaModel
import MockOktaSignIn

/// The form of the page on which a new user signs up.
enum SignUpForm {
    static func content(
        _ form: StepForm,
        _ transaction: SignInTransaction,
        _ refusal: SignInRefusal?,
        _ context: RequestContext
    ) -> String {
        guard let policy = RegistrationPolicy(context.organization, at: transaction.clientID) else { return "" }
        let fields = policy.attributes.map { field($0, refusal) }
        return form.form(
            """
            \(fields.joined(separator: "\n"))
            \(policy.asksPassword ? password : "")
            <button type="submit" name="\(StepForm.action)" value="profile">Sign Up</button>
            """
        ) + "<p class=\"soft\">Already have an account?</p>"
    }

    private static func field(_ attribute: RegistrationPolicy.Attribute, _ refusal: SignInRefusal?) -> String {
        let name = HTMLText.escaped(attribute.name)
        var isWrong = false
        if case .profile(let fault)? = refusal { isWrong = fault.attribute == attribute }
        let invalid = isWrong ? " aria-invalid=\"true\" aria-describedby=\"error\"" : ""
        return """
            <label for="profile-\(name)">\(HTMLText.escaped(attribute.label))</label>
            <input id="profile-\(name)" name="\(StepForm.profile)\(name)" type="text" \
            autocomplete="\(autocomplete(attribute.name))" maxlength="\(attribute.maxLength)"\
            \(attribute.isRequired ? " required" : "")\(invalid)>
            """
    }

    private static let password = """
        <label for="okta-new-password">Password</label>
        <input id="okta-new-password" name="\(PageForm.password)" type="password" autocomplete="new-password" required>
        """

    /// What browsers fill in (HTML Standard, "Autofill").
    private static func autocomplete(_ attribute: String) -> String {
        switch attribute {
        case "email", "login": "email"
        case "firstName": "given-name"
        case "lastName": "family-name"
        default: "off"
        }
    }
}
