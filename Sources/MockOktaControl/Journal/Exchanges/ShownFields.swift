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
        case "cookie", "cookie2":
            return value.split(separator: ";").map { pair(Substring($0.drop { $0 == " " })) }.joined(separator: "; ")
        case "set-cookie":
            let end = value.firstIndex(of: ";") ?? value.endIndex
            return "\(pair(value[..<end]))\(value[end...])"
        case "location", "content-location", "referer", "x-original-url", "x-original-uri", "x-rewrite-url":
            return ShownText.url(value)
        case "dpop": return redacted
        default: return SecretParameters.isSecret(name) ? redacted : value
        }
    }

    private static func pair(_ text: Substring) -> String {
        text.firstIndex(of: "=").map { "\(text[...$0])\(redacted)" } ?? redacted
    }
}

/// URLs, forms and JSON with secrets redacted; everything else stays as it was sent.
package enum ShownText {
    /// Redacts the secrets in a URL's path, and the secret parameters of its query and fragment.
    static func url(_ text: String) -> String {
        guard let start = text.firstIndex(where: { $0 == "?" || $0 == "#" }) else { return path(text) }
        let front = path(String(text[..<start]))
        let rest = text[start...]
        guard text[start] == "?", let mark = rest.firstIndex(of: "#") else {
            return "\(front)\(text[start])\(form(String(rest.dropFirst())))"
        }
        let query = form(String(rest[..<mark].dropFirst()))
        return "\(front)?\(query)#\(form(String(rest[mark...].dropFirst())))"
    }

    /// Paths that end with a secret: a token of a message for a user, or the id of a page for one browser.
    private static let secretPaths = [
        "/login/page/", "/reset_password/", "/signin/reset-password/", "/signin/unlock/", "/welcome/",
    ]
    /// A shorter segment is none of them, but may be a name in an app's path.
    private static let shortestPathSecret = 20

    /// Redacts the secret at the end of a path, or of a URL without query and fragment.
    package static func path(_ text: String) -> String {
        guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")),
            text.utf8.distance(from: slash, to: text.utf8.endIndex) > shortestPathSecret
        else { return text }
        let front = text[...slash]
        return secretPaths.contains { front.hasSuffix($0) } ? "\(front)\(ShownFields.redacted)" : text
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
    static func json(_ value: JSON) -> JSON { SecretParameters.shown("", value, false) }
}
