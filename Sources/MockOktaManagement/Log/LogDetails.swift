import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// What an entry of the System Log tells about the request: its client, and `debugContext`.
struct LogDetails {
    private let exchange: PastExchange
    private let front: String

    init(_ exchange: PastExchange, front: String) {
        self.exchange = exchange
        self.front = front
    }

    private var request: HTTPRequest { exchange.request }
    private var record: ExchangeRecord { exchange.record }

    /// Differs: location and network of an address are not looked up; they are null.
    var client: JSON {
        [
            "userAgent": [
                "rawUserAgent": .string(agent), "os": .string(system), "browser": .string(browser),
            ],
            "zone": "null", "device": "Computer", "id": record.clientID.map { .string($0) } ?? .null,
            "ipAddress": address, "geographicalContext": Self.unknownPlace,
        ]
    }

    var ipChain: JSON {
        [["ip": address, "geographicalContext": Self.unknownPlace, "version": "V4", "source": .null]]
    }

    private static let unknownPlace: JSON = [
        "city": .null, "state": .null, "country": .null, "postalCode": .null, "geolocation": .null,
    ]

    private var address: JSON { request.peer.flatMap { $0.isEmpty ? nil : .string($0) } ?? "127.0.0.1" }
    private var agent: String { request.fields["User-Agent"] ?? "unknown" }

    private var browser: String {
        let known = [("Edg/", "EDGE"), ("Chrome/", "CHROME"), ("Firefox/", "FIREFOX"), ("Safari/", "SAFARI")]
        return known.first { agent.contains($0.0) }?.1 ?? "UNKNOWN"
    }

    private var system: String {
        let known = [
            ("Windows", "Windows"), ("Mac OS X", "Mac OS X"), ("Android", "Android"), ("Linux", "Linux"),
        ]
        return known.first { agent.contains($0.0) }?.1 ?? "Unknown"
    }

    /// Okta's `debugData`; values are strings.
    func debugData(of event: LogEvent) -> JSONObject {
        var data: JSONObject = [
            "requestId": exchange.requestID.map { .string($0) } ?? .null, "requestUri": .string(request.path),
            "threatSuspected": "false", "url": .string(request.path + "?"),
        ]
        guard event.type.hasPrefix("app.oauth2."), record.grantType != nil || record.scope != nil else { return data }
        let form = FormParameters(request.body) ?? FormParameters()
        let requested = form["scope"] ?? record.scope ?? ""
        data["grantType"] = record.grantType.map { .string($0) }
        data["requestedScopes"] = .string(Self.list(requested))
        if event.failure == nil { data["grantedScopes"] = .string(Self.list(record.scope ?? "")) }
        data["clientAuthType"] = .string(authenticationMethod(form))
        if let server = record.server { data["authorizationServer"] = .string(front + "/oauth2/" + server) }
        return data
    }

    private static func list(_ scopes: String) -> String { scopes.split(separator: " ").joined(separator: ", ") }

    private func authenticationMethod(_ form: FormParameters) -> String {
        if request.fields["Authorization"]?.asciiLowercased.hasPrefix("basic ") == true { return "client_secret_basic" }
        if form["client_assertion"] != nil { return "private_key_jwt" }
        return form["client_secret"] == nil ? "none" : "client_secret_post"
    }
}
