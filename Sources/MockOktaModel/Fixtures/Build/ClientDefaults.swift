import MockOktaCrypto
import MockOktaFormats

/// The defaults for members that an app's fixture leaves out (Okta, "Applications API").
enum ClientDefaults {
    /// Okta's default grace period for rotated refresh tokens.
    static let leewaySeconds = 30

    static func isInBrowserOrNative(_ type: ApplicationType) -> Bool { type == .browser || type == .native }

    static func grantTypes(_ type: ApplicationType) -> [GrantType] {
        type == .service ? [.clientCredentials] : [.authorizationCode]
    }

    static func responseTypes(_ type: ApplicationType, _ grants: [GrantType]) -> [ResponseType] {
        guard type != .service else { return [.token] }
        return grants.contains(.implicit) ? [.code, .token, .idToken] : [.code]
    }

    static func authenticationMethod(_ type: ApplicationType, hasSecret: Bool) -> ClientAuthenticationMethod {
        isInBrowserOrNative(type) && !hasSecret ? .none : .clientSecretBasic
    }

    static func needsSecret(_ method: ClientAuthenticationMethod) -> Bool {
        switch method {
        case .clientSecretBasic, .clientSecretPost, .clientSecretJWT: true
        case .privateKeyJWT, .none: false
        }
    }

    /// 64 characters in Okta's format, but the same at every start, so that clients can be configured once.
    static func secret(for clientID: String) -> String {
        let halves = (0..<2).map { SHA256.digest(Array("client_secret:\(clientID):\($0)".utf8)) }
        return Base64URL.encode(halves.joined().prefix(48))
    }

    /// A client id in Okta's format is also the app's id, as in Okta.
    static func id(for name: String) -> String {
        let digits = name.dropFirst(3)
        let isOktaID =
            name.hasPrefix(IdentifierPrefix.application.rawValue) && digits.utf8.count == 17
            && digits.utf8.allSatisfy { Base62.decode(String(Unicode.Scalar($0)), count: 1) != nil }
        return isOktaID ? name : IdentifierPrefix.application.derived(from: name)
    }
}
