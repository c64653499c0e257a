package import MockOkta
import MockOktaFormats

extension MockOktaServer {
    package func get(_ path: String) throws -> RawClient.Answer {
        let client = try RawClient(port: port)
        try client.send("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n\r\n")
        return try client.readAnswer()
    }

    package func post(_ path: String, _ form: [(String, String)], basic: String? = nil) throws -> RawClient.Answer {
        let body = FormParameters(form).encoded
        var head = "POST \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n"
        head += "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: \(body.utf8.count)\r\n"
        if let basic { head += "Authorization: Basic \(Base64.encode(Array(basic.utf8)))\r\n" }
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
