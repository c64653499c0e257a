import MockOktaFormats
import MockOktaHTTP

/// Header fields as the journal shows them: names unchanged, secrets in values redacted.
enum ShownFields {
    static let redacted = "[redacted]"

    static func list(_ fields: HTTPFields, showsSecrets: Bool) -> [(name: String, value: String)] {
        fields.fields.map { ($0.name, showsSecrets ? $0.value : shown($0.name.asciiLowercased, $0.value)) }
    }

    /// A list of names and values, as both the journal and a HAR have it.
    static func json(_ fields: [(name: String, value: String)]) -> JSON {
        .array(fields.map { ["name": .string($0.name), "value": .string($0.value)] })
    }

    private static func shown(_ name: String, _ value: String) -> String {
        switch name {
        case "authorization", "proxy-authorization":
            // The scheme tells how the client authenticates.
            return value.firstIndex(of: " ").map { "\(value[...$0])\(redacted)" } ?? redacted
        case "cookie":
            return value.split(separator: ";").map { pair(Substring($0.drop { $0 == " " })) }.joined(separator: "; ")
        case "set-cookie":
            let end = value.firstIndex(of: ";") ?? value.endIndex
            return "\(pair(value[..<end]))\(value[end...])"
        case "location", "content-location", "referer": return ShownText.url(value)
        case "dpop": return redacted
        default: return SecretParameters.isSecret(name) ? redacted : value
        }
    }

    private static func pair(_ text: Substring) -> String {
        text.firstIndex(of: "=").map { "\(text[...$0])\(redacted)" } ?? redacted
    }
}

/// URLs, forms and JSON with secrets redacted; everything else stays as it was sent.
enum ShownText {
    /// Redacts the secret parameters of a URL's query and fragment.
    static func url(_ text: String) -> String {
        guard let start = text.firstIndex(where: { $0 == "?" || $0 == "#" }) else { return text }
        let rest = text[start...]
        guard text[start] == "?", let mark = rest.firstIndex(of: "#") else {
            return "\(text[...start])\(form(String(rest.dropFirst())))"
        }
        let query = form(String(rest[..<mark].dropFirst()))
        return "\(text[..<start])?\(query)#\(form(String(rest[mark...].dropFirst())))"
    }

    /// Redacts the secret parameters of a form or a query.
    static func form(_ text: String) -> String {
        let pairs = text.split(separator: "&", omittingEmptySubsequences: false).map { pair -> String in
            guard let name = FormParameters(query: String(pair))?.parameters.first?.name,
                SecretParameters.isSecret(name), let equals = pair.firstIndex(of: "=")
            else { return String(pair) }
            return "\(pair[...equals])\(ShownFields.redacted)"
        }
        return pairs.joined(separator: "&")
    }

    /// Redacts secrets at any depth, and those in URLs.
    static func json(_ value: JSON) -> JSON { links(SecretParameters.shown("", value, false)) }

    private static func links(_ value: JSON) -> JSON {
        switch value {
        case .string(let text) where text.contains("://"): .string(url(text))
        case .array(let values): .array(values.map(links))
        case .object(let object): .object(JSONObject(object.members.map { ($0.key, links($0.value)) }))
        default: value
        }
    }
}
