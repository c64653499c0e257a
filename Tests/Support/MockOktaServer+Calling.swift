package import MockOkta
import MockOktaFormats

extension MockOktaServer {
    package func get(_ path: String) throws -> RawClient.Answer {
        let client = try RawClient(port: port)
        try client.send("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n\r\n")
        return try client.readAnswer()
    }

    package func post(_ path: String, _ form: [(String, String)], basic: String? = nil) throws -> RawClient.Answer {
        let authorization = basic.map { "Authorization: Basic \(Base64.encode(Array($0.utf8)))\r\n" } ?? ""
        let type = "application/x-www-form-urlencoded"
        return try post(path, type, FormParameters(form).encoded, fields: authorization)
    }

    package func post(_ path: String, json: String) throws -> RawClient.Answer {
        try post(path, "application/json", json, fields: "")
    }

    private func post(_ path: String, _ type: String, _ body: String, fields: String) throws -> RawClient.Answer {
        let head =
            "POST \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n" + fields
            + "Content-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n"
        let client = try RawClient(port: port)
        try client.send("\(head)\r\n\(body)")
        return try client.readAnswer()
    }

    /// An access token for the built-in org's `service-app`.
    package func serviceToken() throws -> RawClient.Answer {
        let form = [("grant_type", "client_credentials"), ("scope", "orders:read")]
        return try post("/oauth2/default/v1/token", form, basic: "service-app:service-secret")
    }
}
