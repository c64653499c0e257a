import MockOktaFormats

/// Writes an app in Okta's full form, whichever form it was read from.
struct ApplicationWriter {
    private let app: Application
    private let contents: Organization.Contents
    private let withSecrets: Bool

    init(_ app: Application, _ contents: Organization.Contents, withSecrets: Bool) {
        self.app = app
        self.contents = contents
        self.withSecrets = withSecrets
    }

    var object: JSONObject {
        var object = JSONObject.leading(
            [
                "id": .string(app.id.rawValue), "label": .string(app.label), "status": .status(app.isActive),
                "signOnMode": "OPENID_CONNECT",
            ],
            app.source
        )
        if !withSecrets { object["secrets"] = nil }
        object.change("credentials") { $0.change("oauthClient", writeCredentials) }
        object.change("settings") { $0.change("oauthClient", writeSettings) }
        writeAssignments(to: &object)
        object["profile"] = app.profile.isEmpty ? nil : .object(app.profile)
        return object
    }

    private func writeCredentials(_ client: inout JSONObject) {
        client["client_id"] = .string(app.clientID)
        client["client_secret"] = withSecrets ? app.secrets.first.map { .string($0) } : nil
        client["token_endpoint_auth_method"] = .string(app.authenticationMethod.rawValue)
        client["pkce_required"] = .bool(app.requiresPKCE)
    }

    private func writeSettings(_ client: inout JSONObject) {
        client["application_type"] = .string(app.type.rawValue)
        client["grant_types"] = .strings(app.grantTypes.map(\.rawValue))
        client["response_types"] = .strings(app.responseTypes.map(\.rawValue))
        client["redirect_uris"] = .strings(app.redirectURIs)
        client["post_logout_redirect_uris"] =
            app.postLogoutRedirectURIs.isEmpty ? nil : .strings(app.postLogoutRedirectURIs)
        client["wildcard_redirect"] = app.allowsSubdomainWildcard ? "SUBDOMAIN" : "DISABLED"
        client["consent_method"] = .string(app.consentMethod.rawValue)
        client["refresh_token"] = .object(rotation)
        client["jwks"] = app.jwks
        client["idTokenGroups"] = groupsClaim
    }

    private var groupsClaim: JSON? {
        switch app.groupsClaim {
        case .expression(let text): ["expression": .string(text)]
        case .groups(let filter, let text): ["filterType": .string(filter.rawValue), "value": .string(text)]
        case .system, nil: nil
        }
    }

    private var rotation: JSONObject {
        switch app.refreshTokenRotation {
        case .fixed: ["rotation_type": "STATIC"]
        case .rotate(let leeway): ["rotation_type": "ROTATE", "leeway": .integer(Int(leeway.seconds))]
        }
    }

    /// Users with their own rows are written in `appUsers`; the other users are listed here.
    private func writeAssignments(to object: inout JSONObject) {
        let users = contents.appUsers.rows(.application(app.id))
        switch app.assignments {
        case .everyone:
            object["assignments"] = nil
            // Otherwise the rows would restrict the app to those users.
            if !users.isEmpty { object.change("settings") { $0["implicitAssignment"] = true } }
        case .only(let groups):
            let named = users.filter(\.source.isEmpty).map(\.id.user.rawValue)
            object["assignments"] = [
                "users": .strings(named.sorted()), "groups": .strings(groups.map(\.rawValue).sorted()),
            ]
            object.change("settings") { $0["implicitAssignment"] = nil }
        }
    }
}
