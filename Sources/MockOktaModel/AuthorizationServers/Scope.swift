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
    /// Granted when a request has no `scope` parameter.
    package var isDefault: Bool
    /// Whether the discovery document lists it (`metadataPublish: ALL_CLIENTS`).
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

    /// The scopes that OpenID Connect defines, which policy rules grant without listing them (Okta, "Access policies").
    package static let openIDConnect: Set<ExactString> = [
        "openid", "profile", "email", "address", "phone", "offline_access",
    ]

    /// The scopes that request claims about the user and therefore require `openid`.
    package static let requiringOpenID: Set<ExactString> = ["profile", "email", "address", "phone"]
}
