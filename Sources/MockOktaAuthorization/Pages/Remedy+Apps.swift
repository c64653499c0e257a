import MockOktaFormats
import MockOktaModel

extension Refusal {
    /// Refuses a client that has not the grant type that it uses.
    static func lacking(_ grant: GrantType, _ client: Application) -> Refusal {
        Refusal(
            .unauthorizedClient.with(list: client.grantTypes.map(\.rawValue)),
            why: "grant_types of \(client.clientID) lacks \(grant.rawValue)",
            remedy: .allow(grant, client)
        )
    }
}

extension Remedy {
    /// An app that the org lacks.
    static func newApp(_ clientID: String, _ redirectURI: String?) -> Remedy {
        var app: JSONObject = ["client_id": .string(clientID)]
        if let redirectURI { app["redirect_uris"] = [.string(redirectURI)] }
        return Remedy("With an app of this client_id it passes:", fixture: apps(app))
    }

    static func activate(_ client: Application) -> Remedy {
        let app: JSONObject = ["id": .string(client.id.rawValue), "status": "ACTIVE"]
        return Remedy("With the status ACTIVE it passes:", fixture: apps(app))
    }

    /// An address that an app does not list: it must stand there to the letter.
    static func register(_ uri: String, in field: String, after uris: [String], _ client: Application) -> Remedy {
        let all = (uris + [uri]).map(JSON.string)
        return Remedy(
            "With the address in \(field) it passes:",
            fixture: apps(["client_id": .string(client.clientID), field: .array(all)])
        )
    }

    /// A grant type that an app does not have.
    static func allow(_ grant: GrantType, _ client: Application) -> Remedy {
        let all = (client.grantTypes.map(\.rawValue) + [grant.rawValue]).map(JSON.string)
        return Remedy(
            "With \(grant.rawValue) in grant_types it passes:",
            fixture: apps(["client_id": .string(client.clientID), "grant_types": .array(all)])
        )
    }

    /// An origin whose pages may read answers.
    static func trust(_ origin: String) -> Remedy {
        let trusted: JSON = ["name": .string(origin), "origin": .string(origin), "scopes": [["type": "CORS"]]]
        return Remedy("With the origin among the trusted ones it passes:", fixture: ["trustedOrigins": [trusted]])
    }

    /// Scopes that a custom server does not have.
    static func define(_ scopes: [String], _ server: AuthorizationServer) -> Remedy? {
        guard !server.isOrg else { return nil }
        let rows = scopes.map { ["name": .string($0)] as JSON }
        let change: JSON = ["name": .string(server.name), "scopes": .array(rows)]
        return Remedy(
            "With \(scopes.listed) among the scopes of \(server.name) it passes, where a policy allows it:",
            fixture: ["authorizationServers": [change]]
        )
    }

    private static func apps(_ app: JSONObject) -> JSON { ["apps": [.object(app)]] }
}
