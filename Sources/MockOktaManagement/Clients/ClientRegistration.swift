import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// `/oauth2/v1/clients`: OAuth clients by the protocol of dynamic client registration (RFC 7591, RFC 7592; Okta,
/// "Dynamic Client Registration").
///
/// A client is an app: each operation is one of the Applications API under other names.
enum ClientRegistration {
    private static let path = "/oauth2/v1/clients"
    private static let itemPath = path + "/{clientID}"

    static let operations: [Operation] = [
        list,
        Operation(.post, path, .clients, alsoAccepted: "okta.clients.register") { (call) throws(Refusal) in
            let given = try body(of: call)
            let app = try ClientMetadata(given, replacing: nil).app(replacing: nil)
            let shown = try translated { () throws(Refusal) in try ApplicationOperations.create(app, &call) }
            return .object(ClientMetadata.shown(shown), .created)
        },
        Operation(.get, itemPath, .clients) { (call) throws(Refusal) in
            let apps = Applications(call, in: call.organization)
            return .object(ClientMetadata.shown(apps.shown(.client(try client(of: call)), call)))
        },
        Operation(.put, itemPath, .clients) { (call) throws(Refusal) in
            let given = try body(of: call)
            let client = try client(of: call)
            let former = Applications(call, in: call.organization).stored(.client(client))
            let app = try ClientMetadata(given, replacing: former).app(replacing: former)
            let shown = try translated { () throws(Refusal) in
                try ApplicationOperations.replace(client.id.rawValue, by: app, &call)
            }
            return .object(ClientMetadata.shown(shown))
        },
        Operation(.delete, itemPath, .clients) { (call) throws(Refusal) in
            let present = call
            try call.update { (organization) throws(Refusal) in
                let client = try client(of: present, in: organization)
                return (Applications(present, in: organization).deleting(.client(client)), ())
            }
            return .nothing
        },
        Operation(.post, itemPath + "/lifecycle/newSecret", .clients) { (call) throws(Refusal) in
            let client = try client(of: call)
            guard client.authenticationMethod.rawValue.hasPrefix("client_secret") else {
                let method = client.authenticationMethod.rawValue
                throw .metadata("token_endpoint_auth_method", "A client with \(method) has no secret.")
            }
            return .object(ClientMetadata.shown(try ApplicationOperations.renewSecret(of: client.id.rawValue, &call)))
        },
    ]

    /// `q` matches the beginning of the name.
    private static let list = Operation(.get, path, .clients) { (call) throws(Refusal) in
        let apps = Applications(call, in: call.organization)
        let prefix = call.query["q"]?.asciiLowercased ?? ""
        let matching = call.organization.contents.applications.filter { app in
            prefix.isEmpty || app.label.asciiLowercased.hasPrefix(prefix)
        }
        let page = try Page(call, .small)
        let picked = try page.pick(matching, id: \.clientID)
        return page.answer(
            picked.rows.map { ClientMetadata.shown(apps.shown(.client($0), call)) },
            next: picked.hasMore ? picked.rows.last?.clientID : nil
        )
    }

    private static func client(of call: APICall, in organization: Organization? = nil) throws(Refusal) -> Application {
        let id = call.parameter("clientID")
        guard let client = (organization ?? call.organization).application(clientID: id) else {
            throw .absent(id, "PublicClientApp")
        }
        return client
    }

    private static func body(of call: APICall) throws(Refusal) -> JSONObject {
        try translated { () throws(Refusal) in try call.body() }
    }

    private static func translated<Value>(_ body: () throws(Refusal) -> Value) throws(Refusal) -> Value {
        do throws(Refusal) {
            return try body()
        } catch {
            throw error.ofClientMetadata
        }
    }
}
