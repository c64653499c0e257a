import MockOktaFormats

/// Warns about insecure redirect URIs and origins (RFC 6749 §10.15, RFC 9700 §4.1).
package enum URIWarnings {
    private static let schemesThatRun = ["javascript", "data", "vbscript", "file", "blob", "about"]

    /// Why the Management API refuses a redirect URI, as a continuation of the text `'…'`; nil for a valid one.
    ///
    /// Differs: only the first text is Okta's.
    package static func refusal(_ text: String) -> String? {
        let uri = URIParts(text)
        let scheme = uri.scheme.map { String($0).asciiLowercased } ?? ""
        let lacksHost = ["http", "https"].contains(scheme) && (uri.host ?? "").isEmpty
        // RFC 6749 §3.1.2.
        guard uri.isAbsolute, uri.fragment == nil, !lacksHost else { return "is not an absolute URI" }
        if schemesThatRun.contains(scheme) { return "has a scheme that is not allowed" }
        if uri.userInfo != nil { return "has user information before its host" }
        return hasControls(text) ? "has spaces or control characters" : nil
    }

    private static func hasControls(_ text: String) -> Bool { text.utf8.contains { $0 <= 0x20 || $0 == 0x7F } }

    /// The problems of a redirect URI, each as a continuation of the text `is "…"`; empty for a valid one.
    static func redirectURI(_ text: String) -> [String] {
        let uri = URIParts(text)
        guard uri.isAbsolute else { return ["; Okta allows only absolute URIs"] }
        var faults = common(text, uri)
        if let meant = meant(text, uri) { faults.append("; did you mean \"\(meant)\"?") }
        if uri.fragment != nil { faults.append("; Okta allows no fragment (#…)") }
        if uri.path.contains("*") { faults.append("; a * in a path stands for itself here") }
        if let host = uri.host, host.contains("*"), opensDomain(host) {
            faults.append(", whose * opens the app to hosts of anybody: two labels must follow it, as in *.example.com")
        }
        return faults
    }

    static func origin(_ text: String) -> [String] {
        let uri = URIParts(text)
        var faults = common(text, uri)
        if uri.host?.contains("*") == true { faults.append("; a * in an origin stands for itself here") }
        return faults
    }

    private static func common(_ text: String, _ uri: URIParts) -> [String] {
        var faults: [String] = []
        if let scheme = uri.scheme, schemesThatRun.contains(String(scheme).asciiLowercased) {
            faults.append(": what is sent to a \(scheme): URI runs or lands in the browser itself")
        }
        if uri.userInfo != nil { faults.append(", whose part before the @ is no host") }
        if hasControls(text) {
            faults.append(", which has spaces or control characters; a URI has none (RFC 3986 §2)")
        }
        if uri.port == "*" { faults.append("; a * in place of a port stands for itself here") }
        return faults
    }

    /// The URI that was meant where the scheme is missing or misspelt: `localhost:3000/callback`, `htp://localhost/cb`.
    private static func meant(_ text: String, _ uri: URIParts) -> String? {
        guard let scheme = uri.scheme.map({ String($0).asciiLowercased }) else { return nil }
        let isWeb = scheme == "http" || scheme == "https"
        guard uri.authority == nil || !isWeb else { return nil }
        let rest = text.dropFirst(scheme.utf8.count + 1)
        if isWeb { return "\(scheme)://\(rest.drop { $0 == "/" })" }
        if scheme == "localhost" { return "http://\(text)" }
        return NearestName.nearest(to: scheme, among: ["http", "https"]).map { "\($0):\(rest)" }
    }

    private static func opensDomain(_ host: Substring) -> Bool {
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard let star = labels.lastIndex(where: { $0.contains("*") }) else { return false }
        return labels.count - star - 1 < 2
    }
}
