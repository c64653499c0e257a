package import MockOktaFormats

/// A scope of an authorization server (Okta's OAuth2Scope object).
package struct Scope: Sendable {
    package enum Consent: String, CaseIterable, Sendable {
        case implicit = "IMPLICIT"
        case flexible = "FLEXIBLE"
        case required = "REQUIRED"
    }

    package var name: String
    package var displayName: String
    package var description: String
    package var consent: Consent
    /// Granted when a request names no scope at all.
    package var isDefault: Bool
    /// Whether discovery lists it (`metadataPublish: ALL_CLIENTS`).
    package var isPublished: Bool
    package var isSystem: Bool
    package var source: JSONObject

    package init(
        name: String,
        displayName: String = "",
        description: String = "",
        consent: Consent = .implicit,
        isDefault: Bool = false,
        isPublished: Bool = false,
        isSystem: Bool = false,
        source: JSONObject = [:]
    ) {
        self.name = name
        self.displayName = displayName
        self.description = description
        self.consent = consent
        self.isDefault = isDefault
        self.isPublished = isPublished
        self.isSystem = isSystem
        self.source = source
    }
}

extension Scope {
    package static let openID = "openid"
    package static let offlineAccess = "offline_access"
    package static let deviceSSO = "device_sso"

    /// Scopes that OpenID Connect defines, which policy rules grant without being listed (Okta, "Access policies").
    package static let openIDConnect: Set<String> = [
        "openid", "profile", "email", "address", "phone", "offline_access",
    ]

    /// Scopes that ask for claims about the user and so make no sense without `openid`.
    package static let requiringOpenID: Set<String> = ["profile", "email", "address", "phone"]
}
