import MockOktaEndpoints
import MockOktaFormats
import MockOktaModel

/// Compares redirect URIs with those of an app: exactly, or by its one wildcard (Okta, "redirect_uri").
enum RedirectURIs {
    static func allows(_ uri: String, _ client: Application, _ settings: Settings) -> Bool {
        allows(uri, among: client.redirectURIs, settings)
            || client.allowsSubdomainWildcard && client.redirectURIs.contains { matches(uri, pattern: $0) }
    }

    /// Whether a URI is one of some registered ones, or with `mock.anyLoopbackPort` one of them apart from its port.
    static func allows(_ uri: String, among registered: [String], _ settings: Settings) -> Bool {
        registered.contains(uri) || registered.contains { LoopbackPort.matches(uri, $0, settings) }
    }

    /// One `*` in the lowest label of an https host matches one label or a part of one.
    private static func matches(_ uri: String, pattern: String) -> Bool {
        guard pattern.hasPrefix("https://"), let star = pattern.firstIndex(of: "*") else { return false }
        let before = pattern[..<star]
        let after = pattern[pattern.index(after: star)...]
        guard !before.dropFirst(8).contains(where: { "./".contains($0) }), after.contains("."),
            uri.hasPrefix(before), uri.hasSuffix(after), uri.utf8.count > before.utf8.count + after.utf8.count
        else { return false }
        let middle = uri.dropFirst(before.count).dropLast(after.count)
        return middle.utf8.allSatisfy { ASCII.isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
    }

    /// The nearest difference, for the journal.
    static func whyNot(_ uri: String, among registered: [String], named field: String) -> String {
        guard !registered.isEmpty else { return "the app has no \(field)" }
        for candidate in registered {
            if candidate == uri + "/" || candidate + "/" == uri {
                return "\(uri) differs from \(candidate) in \(field) by a slash at the end"
            }
            if let difference = port(of: uri, unlike: candidate) {
                return "\(uri) differs from \(candidate) in \(field) by its port\(difference)"
            }
            if candidate.asciiLowercased == uri.asciiLowercased {
                return "\(uri) differs from \(candidate) in \(field) by case"
            }
        }
        return "\(uri) is none of \(field): \(registered.joined(separator: ", "))"
    }

    /// What lets the other port match, where two loopback URIs differ by it alone; nil for others.
    private static func port(of uri: String, unlike candidate: String) -> String? {
        var settings = Settings()
        settings.matchesAnyLoopbackPort = true
        guard LoopbackPort.matches(uri, candidate, settings) else { return nil }
        return "; mock.anyLoopbackPort lets every port of a loopback host match"
    }
}
