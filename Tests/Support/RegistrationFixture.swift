/// A policy that lets users register, and users whose passwords expire, for tests of signing in.
package enum RegistrationFixture {
    /// The policy; `more` are further members of its rule's action.
    package static func text(_ more: String = "") -> String {
        """
        {groups: [{id: "00gnewcomers", profile: {name: "Newcomers"}}],
         policies: [{id: "rst1", type: "PROFILE_ENROLLMENT", name: "Registration", status: "ACTIVE", priority: 1, rules: [
          {name: "all", actions: {profileEnrollment: {access: "ALLOW", unknownUserAction: "REGISTER",
            targetGroupIds: ["00gnewcomers"], \(more)}}}]}]}
        """
    }

    /// Three attributes, one of them the org's own, and the password along with them.
    package static let withPassword = text(
        """
        profileAttributes: [{name: "email", label: "Email", required: true},
          {name: "lastName", label: "Last name", required: true}, {name: "shirtSize", label: "Shirt size"}],
        enrollAuthenticatorTypes: ["password"]
        """
    )

    package static let withVerifiedEmail = text("activationRequirements: {emailVerification: true}")

    /// Users are warned ten days before a password of 30 days expires; `ada` changed hers 25 days before 2026.
    package static let warning = """
        {policies: [{id: "00ppw", type: "PASSWORD", name: "p", status: "ACTIVE", priority: 1,
          settings: {password: {age: {maxAgeDays: 30, expireWarnDays: 10, historyCount: 4}}}}],
         users: [{id: "00uada", profile: {login: "ada@example.com", firstName: "Ada", lastName: "Old"},
          passwordChanged: "2025-12-07T00:00:00.000Z", credentials: {password: {value: "Ada-pw-123"}}}]}
        """
}
