import MockOktaFormats
import MockOktaModel

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

    private static func apps(_ app: JSONObject) -> JSON { ["apps": [.object(app)]] }
}
