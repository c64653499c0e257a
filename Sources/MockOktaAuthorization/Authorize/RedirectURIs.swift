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
        let (scheme, uri, pattern) = ("https://".utf8, uri.utf8, pattern.utf8)
        guard pattern.starts(with: scheme), let star = pattern.firstIndex(of: UInt8(ascii: "*")) else { return false }
        let before = pattern[..<star]
        let after = pattern[pattern.index(after: star)...]
        let isInLowestLabel = !before.dropFirst(scheme.count).contains {
            $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/")
        }
        guard isInLowestLabel, after.contains(UInt8(ascii: ".")), uri.count > before.count + after.count,
            uri.starts(with: before), uri.suffix(after.count).elementsEqual(after)
        else { return false }
        let middle = uri.dropFirst(before.count).dropLast(after.count)
        return middle.allSatisfy { ASCII.isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
    }

    /// In bytes.
    private static let longestCompared = 2048

    /// The nearest difference, for the journal.
    static func whyNot(_ uri: String, among registered: [String], named field: String) -> String {
        guard !registered.isEmpty else { return "the app has no \(field)" }
        // A long URI is no typing mistake, and comparing it with each registered one would take long.
        let candidates = uri.utf8.count <= longestCompared ? registered : []
        for candidate in candidates {
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
