import MockOktaFormats
import MockOktaModel

/// What `acr_values` may ask for (Okta, "Step-up authentication").
enum ContextClass {
    /// Okta's values; the last one requires two factors only of users that have them.
    private static let satisfiable = [
        "urn:okta:loa:1fa:any", "urn:okta:loa:1fa:pwd", twoFactors, "urn:okta:loa:2fa:any:ifpossible",
    ]
    private static let twoFactors = "urn:okta:loa:2fa:any"
    // Differs: no factor of this double resists phishing.
    private static let unsatisfiable = ["phr", "phrh"]

    /// Whether the class that is chosen takes two factors.
    static func needsSecondFactor(_ text: String?) -> Bool { (try? choose(text)) == twoFactors }

    /// The first value that can be met; nil where none was asked for or none is known.
    static func choose(_ text: String?) throws(Refusal) -> String? {
        let values = (text ?? "").split(separator: " ").map(String.init)
        if let value = values.first(where: satisfiable.contains) { return value }
        guard values.contains(where: unsatisfiable.contains) else { return nil }
        throw Refusal(
            .unmetAuthenticationRequirements,
            why: "acr_values asks for \(values); what users of this double prove meets \(satisfiable)"
        )
    }
}
