import MockOktaFormats
import MockOktaModel

extension Remedy {
    /// What lets a user sign in who could not: nil where the org has no such user.
    static func toSignIn(_ user: User?) -> Remedy {
        guard let user else { return Remedy("Add the user to the fixture.") }
        var missing: [String] = []
        var change: JSONObject = ["id": .string(user.id.rawValue)]
        if user.status != .active {
            missing.append("the status ACTIVE")
            change["status"] = "ACTIVE"
        }
        if user.password == nil {
            missing.append(missing.isEmpty ? "a password" : "a password, such as this one,")
            change["credentials"] = ["password": ["value": "Password-1"]]
        }
        guard !missing.isEmpty else {
            return Remedy("The password stands in the fixture, at credentials.password of the user.")
        }
        let text = "With \(missing.joined(separator: " and ")) the user can sign in:"
        return Remedy(text, fixture: ["users": [.object(change)]])
    }
}
