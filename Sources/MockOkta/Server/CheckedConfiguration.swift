import MockOktaCrypto
import MockOktaEngine
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// A configuration whose texts have been parsed, or the error of the first one that is invalid.
struct CheckedConfiguration {
    let urls: URLOptions
    let clock: Instant?
    let threads: Int?
    let seed: UInt64?

    let tls: TLSIdentity?

    init(_ configuration: MockOktaServer.Configuration) throws(MockOktaError) {
        let base = try Self.url(configuration.baseURL, member: "baseURL")
        let back = try Self.url(configuration.backChannelURL, member: "backChannelURL")
        if back != nil, base == nil {
            throw .badConfiguration(member: "backChannelURL", reason: "requires a base URL")
        }
        for text in configuration.control.origins { _ = try Self.origin(text, member: "control.origins") }
        urls = URLOptions(base: base, backChannel: back, trustsProxy: configuration.trustsProxy)
        clock = try Self.instant(configuration.clock)
        threads = configuration.threads
        if let threads, !(1...1024).contains(threads) {
            throw .badConfiguration(member: "threads", reason: "\(threads) is not a number from 1 to 1024")
        }
        seed = configuration.seed
        if let seed, seed > UInt64(Settings.largestSeed) {
            throw .badConfiguration(member: "seed", reason: "\(seed) is larger than \(Settings.largestSeed)")
        }
        tls = try Self.identity(configuration)
    }

    private static func identity(_ configuration: MockOktaServer.Configuration) throws(MockOktaError) -> TLSIdentity? {
        let ports = [configuration.port, configuration.tlsPort, configuration.control.port]
        for (index, member) in ["port", "tlsPort", "control.port"].enumerated() {
            guard let port = ports[index], port != 0, ports[..<index].contains(port) else { continue }
            throw .badConfiguration(
                member: member,
                reason: "\(port) is used twice; each port needs a number of its own"
            )
        }
        for name in configuration.tlsNames where SubjectAlternativeName(name) == nil {
            throw .badConfiguration(member: "tlsNames", reason: "\(name) is not a name that a certificate can have")
        }
        if let authorities = configuration.trustedCAPEM, (try? Certificate.chain(pem: authorities)) == nil {
            throw .badConfiguration(member: "trustedCAPEM", reason: "holds no certificate in PEM format")
        }
        return try TLSIdentity.configured(configuration)
    }

    private static func instant(_ text: String?) throws(MockOktaError) -> Instant? {
        guard let text else { return nil }
        if let microseconds = RFC3339.parse(text) { return Instant(microseconds: microseconds) }
        let lacksZone = RFC3339.parse(text + "Z") != nil
        let reason = lacksZone ? "has no zone; write \(text)Z for UTC" : "is no time such as 2026-01-01T00:00:00Z"
        throw .badConfiguration(member: "clock", reason: "\(text) \(reason)")
    }

    private static func isPort(_ text: Substring?) -> Bool {
        guard let text else { return true }
        return UInt16(text).map { $0 > 0 } ?? false
    }

    /// Reads a URL that may have a path, `scheme://host[:port][/path]`; a slash at its end is removed.
    ///
    /// Issuers are compared as strings, so what is left is their beginning, letter by letter.
    private static func url(_ text: String?, member: String) throws(MockOktaError) -> String? {
        guard let text else { return nil }
        let scheme = text.firstRange(of: "://")?.upperBound ?? text.startIndex
        let start = text[scheme...].firstIndex(of: "/") ?? text.endIndex
        let origin = try origin(String(text[..<start]), member: member) ?? ""
        var segments = text[start...].dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        if segments.last == "" { segments.removeLast() }
        let arePlain = segments.allSatisfy { segment in
            !segment.isEmpty && segment != "." && segment != ".." && segment.utf8.allSatisfy(ASCII.isUnreserved)
        }
        guard arePlain else {
            let reason = "the path of \(text) has more than letters, digits and -._~ between single slashes"
            throw .badConfiguration(member: member, reason: reason)
        }
        if let first = segments.first, reserved.contains(String(first)) {
            let reason = "the path of \(text) begins like a path of the server itself, /\(first); choose another"
            throw .badConfiguration(member: member, reason: reason)
        }
        return origin + segments.map { "/" + $0 }.joined()
    }

    /// The first segments of the server's own paths.
    private static let reserved: Set<String> = [
        ".well-known", "_mock", "activate", "api", "idp", "login", "oauth2", "t",
    ]

    /// Reads an origin, `scheme://host[:port]`.
    private static func origin(_ text: String?, member: String) throws(MockOktaError) -> String? {
        guard var rest = text.map({ Substring($0) }), let text else { return nil }
        if rest.hasSuffix("/") { rest = rest.dropLast() }
        let origin = String(rest)
        guard let scheme = ["http://", "https://"].first(where: rest.hasPrefix) else {
            throw .badConfiguration(member: member, reason: "\(text) begins with neither http:// nor https://")
        }
        rest = rest.dropFirst(scheme.count)
        let isPlain = rest.utf8.allSatisfy(ASCII.isVisible)
        guard !rest.isEmpty, isPlain, !rest.contains(where: "/?#@".contains) else {
            throw .badConfiguration(member: member, reason: "\(text) is not of the form http://host:port")
        }
        let url = URIParts(origin)
        guard url.host?.isEmpty == false, Self.isPort(url.port) else {
            throw .badConfiguration(member: member, reason: "\(text) has no host, or a port other than 1 to 65535")
        }
        return origin
    }
}
