import MockOktaControl
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing

/// The tenant that a request selects, the request without the selector, and the base URLs of the tenant.
struct TenantAddress {
    /// The part of the URL that selects the tenant.
    enum Choice: Hashable {
        case none, path, host
    }

    /// Nil for the main org.
    let name: String?
    let request: HTTPRequest
    let choice: Choice
    private let options: URLOptions
    private let orgPort: UInt16?

    /// Reads the tenant from the URL of a request.
    ///
    /// - Parameters:
    ///   - received: the request as received.
    ///   - options: how base URLs are determined.
    ///   - orgPort: the port of the org's endpoints, where it differs from the port of the request.
    init(_ received: HTTPRequest, _ options: URLOptions, orgPort: UInt16?) {
        self.options = options
        self.orgPort = orgPort
        var request = options.trustsProxy ? received.beforeProxies : received
        let below = options.relative(request.path)
        if below.utf8.count != request.path.utf8.count { request.path = below }
        if let (name, rest) = Self.path(request.path) {
            var stripped = request
            stripped.path = rest
            self.name = name
            self.request = stripped
            choice = .path
        } else if let name = Self.host(request.authority), !options.isPinned(request.authority) {
            self.name = name
            self.request = request
            choice = .host
        } else {
            name = nil
            self.request = request
            choice = .none
        }
    }

    /// The base URLs; computed on demand, because answers from the cache do not need them.
    var urls: BaseURLs {
        let base = options.base(for: request, port: orgPort)
        return switch choice {
        case .none: base
        case .path: BaseURLs(front: base.front + "/t/" + (name ?? ""), back: base.back + "/t/" + (name ?? ""))
        // A configured base URL belongs to the main org; this tenant is reachable only by its own host name.
        case .host: BaseURLs(front: options.origin(of: request, port: orgPort))
        }
    }

    /// Splits `/t/team-a/oauth2/…` into the tenant's name and the rest of the path.
    private static func path(_ path: String) -> (String, String)? {
        guard path.utf8.span.starts(with: prefix.utf8.span) else { return nil }
        let rest = path.dropFirst(prefix.utf8.count)
        let name = rest.prefix { $0 != "/" }.asciiLowercased
        guard OrgName.isValid(name) else { return nil }
        let remaining = rest.dropFirst(name.count)
        return (name, remaining.isEmpty ? "/" : String(remaining))
    }

    /// Reads the name from `team-a.localhost:8080`; compares bytes first, because most hosts are those of the main org.
    private static func host(_ authority: String?) -> String? {
        guard let authority, names(authority.utf8.span) else { return nil }
        let host = authority.prefix { $0 != ":" }.asciiLowercased
        let name = String(host.dropLast(suffix.utf8.count))
        return OrgName.isValid(name) ? name : nil
    }

    private static func names(_ authority: Span<UInt8>) -> Bool {
        var end = 0
        while end < authority.count, authority[end] != UInt8(ascii: ":") { end += 1 }
        let suffix = suffix.utf8.span
        guard end > suffix.count else { return false }
        for index in suffix.indices where authority[end - suffix.count + index] | 0x20 != suffix[index] | 0x20 {
            return false
        }
        return true
    }

    private static let prefix = "/t/"
    private static let suffix = ".localhost"
}
