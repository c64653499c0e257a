import MockOktaModel

/// What `acr_values` may ask for, and what a password satisfies (Okta, "Step-up authentication").
enum ContextClass {
    /// Okta's values; the last one requires two factors only of users that have them.
    private static let satisfiable = [
        "urn:okta:loa:1fa:any", "urn:okta:loa:1fa:pwd", "urn:okta:loa:2fa:any:ifpossible",
    ]
    private static let unsatisfiable = ["urn:okta:loa:2fa:any", "phr", "phrh"]

    /// The first value that can be met; nil where none was asked for or none is known.
    static func choose(_ text: String?) throws(Refusal) -> String? {
        let values = (text ?? "").split(separator: " ").map(String.init)
        if let value = values.first(where: satisfiable.contains) { return value }
        guard values.contains(where: unsatisfiable.contains) else { return nil }
        throw Refusal(
            .unmetAuthenticationRequirements,
            why: "acr_values asks for \(values); users of this double sign in by password, which meets \(satisfiable)"
        )
    }
}
