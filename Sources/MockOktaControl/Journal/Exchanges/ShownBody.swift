import MockOktaFormats
import MockOktaHTTP

/// The body of a request or an answer as the journal shows it.
struct ShownBody {
    /// The media type as sent; nil where the message has none.
    let type: String?
    let text: String
    /// Whether `text` is base64, because the bytes are not UTF-8.
    let isBase64: Bool
    /// The size as sent, in bytes.
    let size: Int
    /// Whether the rest of the body was not kept.
    let isCut: Bool
    /// The parameters of a form; nil for other bodies.
    let form: FormParameters?

    /// Reads a body; nil where it is empty.
    ///
    /// Without secrets, forms and JSON are redacted, plain text is shown, and other bodies, such as pages with hidden
    /// inputs, are replaced by a remark.
    init?(_ body: [UInt8], size: Int, _ fields: HTTPFields, showsSecrets: Bool) {
        guard !body.isEmpty else { return nil }
        type = fields["Content-Type"]
        self.size = size
        isCut = body.count < size
        let essence = type.flatMap { MediaType($0) }?.essence ?? ""
        let plain = String(validating: body, as: UTF8.self)
        let isForm = essence == "application/x-www-form-urlencoded"
        guard let plain else {
            isBase64 = showsSecrets
            text = showsSecrets ? Base64.encode(body) : Self.hidden(essence, size)
            form = nil
            return
        }
        isBase64 = false
        text = showsSecrets ? plain : Self.redacted(plain, body, essence, size)
        form = isForm ? FormParameters(query: text) : nil
    }

    private static let shownTypes = ["text/plain", "text/css", "text/javascript"]

    private static func redacted(_ text: String, _ body: [UInt8], _ essence: String, _ size: Int) -> String {
        if essence == "application/x-www-form-urlencoded" { return ShownText.form(text) }
        if essence == "application/json" || essence.hasSuffix("+json"), let value = try? JSON.parse(body) {
            return String(decoding: ShownText.json(value).serialized(), as: UTF8.self)
        }
        return shownTypes.contains(essence) ? plain(text, body) ?? hidden(essence, size) : hidden(essence, size)
    }

    /// Text that may be a form or JSON nevertheless; nil for what begins like JSON and cannot be read, such as a cut
    /// body.
    private static func plain(_ text: String, _ body: [UInt8]) -> String? {
        guard let first = text.first(where: { !$0.isWhitespace }), first == "{" || first == "[" else {
            return text.contains("=") ? ShownText.form(text) : text
        }
        guard let value = try? JSON.parse(body) else { return nil }
        return String(decoding: ShownText.json(value).serialized(), as: UTF8.self)
    }

    private static func hidden(_ essence: String, _ size: Int) -> String {
        "[redacted: \(size) bytes\(essence.isEmpty ? "" : " of \(essence)"); secrets=true shows them]"
    }

    /// The members of the body in the journal.
    var json: JSONObject {
        var members: JSONObject = [:]
        members["content_type"] = type.map { .string($0) }
        members["body"] = .string(text)
        if isBase64 { members["encoding"] = "base64" }
        members["body_size"] = .integer(size)
        if isCut { members["cut"] = true }
        return members
    }
}
