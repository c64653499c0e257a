import MockOktaFormats
import MockOktaHTTP

/// What HTTP Basic carries for a client (RFC 6749 §2.3.1).
struct BasicCredentials: Hashable {
    let clientID: String
    /// Nil where the text has no colon, which is how Okta's browser SDK names a public client.
    let secret: String?

    /// Reads the `Authorization` field of a request; nil when it is not well-formed Basic.
    init?(_ fields: HTTPFields) {
        guard let encoded = fields.credentials("Basic") else { return nil }
        guard let bytes = Base64.decode(encoded.utf8.span) else { return nil }
        let text = bytes.span
        guard let colon = text.firstIndex(of: UInt8(ascii: ":")) else {
            guard !text.isEmpty, let id = String(utf8: text) else { return nil }
            clientID = id
            secret = nil
            return
        }
        guard let id = String(utf8: text.extracting(0..<colon)) else { return nil }
        guard let rest = String(utf8: text.extracting((colon + 1)...)) else { return nil }
        clientID = id
        secret = rest
    }

    /// Id and secret as sent and, where that differs, form-decoded: clients do it either way.
    var readings: [BasicCredentials] {
        guard let secret, Self.isEncoded(clientID) || Self.isEncoded(secret), let id = Self.decoded(clientID),
            let decoded = Self.decoded(secret)
        else { return [self] }
        let other = BasicCredentials(clientID: id, secret: decoded)
        return other == self ? [self] : [self, other]
    }

    private init(clientID: String, secret: String?) {
        self.clientID = clientID
        self.secret = secret
    }

    private static func isEncoded(_ text: String) -> Bool {
        let bytes = text.utf8.span
        return bytes.contains(UInt8(ascii: "%")) || bytes.contains(UInt8(ascii: "+"))
    }

    private static func decoded(_ text: String) -> String? {
        guard isEncoded(text) else { return text }
        return FormParameters(query: "x=" + text.replacing("&", with: "%26").replacing("=", with: "%3D"))?["x"]
    }
}
