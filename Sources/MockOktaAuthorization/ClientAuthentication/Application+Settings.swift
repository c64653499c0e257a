import MockOktaFormats
import MockOktaModel

/// Settings of an app that few requests ask for, read where they stand in its object.
extension Application {
    /// Whether authorize requests must come by `/par` (RFC 9126 §6).
    var requiresPushedRequests: Bool { setting("require_pushed_authorization_requests")?.bool ?? false }

    /// Where a sign-in that Okta begins leads the browser.
    var initiateLoginURI: String? { setting("initiate_login_uri")?.string.flatMap { $0.isEmpty ? nil : $0 } }

    /// The algorithm that request objects must be signed with; nil for any.
    var requestObjectSigningAlgorithm: String? { setting("request_object_signing_alg")?.string }

    /// The algorithm that signed requests to `/bc/authorize` must have; nil where the app signs none.
    var backchannelSigningAlgorithm: String? {
        setting("backchannel_authentication_request_signing_alg")?.string
    }

    /// A member of `settings.oauthClient`, or of the short form.
    private func setting(_ name: String) -> JSON? { source["settings"]?["oauthClient"]?[name] ?? source[name] }
}
