package import MockOktaFormats

/// A claim of an authorization server (Okta's OAuth2Claim object).
package struct Claim: Sendable {
    package enum Target: String, CaseIterable, Sendable {
        /// Access tokens.
        case resource = "RESOURCE"
        /// ID tokens and the userinfo endpoint.
        case identity = "IDENTITY"
    }

    package enum GroupFilter: String, CaseIterable, Sendable {
        case startsWith = "STARTS_WITH"
        case equals = "EQUALS"
        case contains = "CONTAINS"
        case regex = "REGEX"
    }

    package enum Value: Hashable, Sendable {
        /// Okta Expression Language text.
        case expression(String)
        case groups(GroupFilter, String)
        /// The value that OpenID Connect defines for the claim of this name.
        case system
    }

    package var name: String
    package var target: Target
    package var value: Value
    /// The claim is included only if one of these scopes was granted; empty means always.
    package var scopes: [String]
    package var isAlwaysIncluded: Bool
    package var isSystem: Bool
    package var isActive: Bool
    package var source: JSONObject

    package init(
        name: String,
        target: Target,
        value: Value,
        scopes: [String] = [],
        isAlwaysIncluded: Bool? = nil,
        isSystem: Bool = false,
        isActive: Bool = true,
        source: JSONObject = [:]
    ) {
        self.name = name
        self.target = target
        self.value = value
        self.scopes = scopes
        self.isAlwaysIncluded = isAlwaysIncluded ?? (target == .resource)
        self.isSystem = isSystem
        self.isActive = isActive
        self.source = source
    }
}
