import MockOktaFormats
import MockOktaHTTP

/// What HTTP Basic carries for a client (RFC 6749 §2.3.1).
struct BasicCredentials: Hashable {
    let clientID: String
    /// Nil where the text has no colon, which is how Okta's browser SDK names a public client.
    let secret: String?

    static func arePresented(in request: HTTPRequest) -> Bool {
        request.fields["Authorization"].map(isBasic) ?? false
    }

    /// Nil when the field is not well-formed Basic.
    init?(_ field: String) {
        guard Self.isBasic(field), let bytes = Base64.decode(String(field.dropFirst(6).drop { $0 == " " })),
            let text = String(validating: bytes, as: UTF8.self)
        else { return nil }
        guard let colon = text.firstIndex(of: ":") else {
            guard !text.isEmpty else { return nil }
            clientID = text
            secret = nil
            return
        }
        clientID = String(text[..<colon])
        secret = String(text[text.index(after: colon)...])
    }

    /// Id and secret as sent and, where that differs, form-decoded: clients do it either way.
    var readings: [BasicCredentials] {
        guard let id = Self.decoded(clientID), let secret, let decoded = Self.decoded(secret) else { return [self] }
        let other = BasicCredentials(clientID: id, secret: decoded)
        return other == self ? [self] : [self, other]
    }

    private init(clientID: String, secret: String?) {
        self.clientID = clientID
        self.secret = secret
    }

    private static func decoded(_ text: String) -> String? {
        let isPlain = !text.utf8.contains { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }
        if isPlain { return text }
        return FormParameters(query: "x=" + text.replacing("&", with: "%26").replacing("=", with: "%3D"))?["x"]
    }

    private static func isBasic(_ field: String) -> Bool {
        field.prefix(6).lowercased() == "basic "
    }
}
