import MockOktaControl
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing

/// Which tenant a request is for, the request as that tenant sees it, and how the tenant's URLs begin.
struct TenantAddress {
    /// What chose the tenant.
    enum Choice: Hashable {
        case none, path, host
    }

    /// Nil for the main org.
    let name: String?
    let request: HTTPRequest
    let choice: Choice
    private let options: URLOptions
    private let orgPort: UInt16?

    /// Reads a request's address.
    ///
    /// - Parameters:
    ///   - received: as it came in.
    ///   - options: what URLs begin with.
    ///   - orgPort: where the org's endpoints are, when that is another port than the request came to.
    init(_ received: HTTPRequest, _ options: URLOptions, orgPort: UInt16?) {
        self.options = options
        self.orgPort = orgPort
        let request = options.trustsProxy ? received.beforeProxies : received
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

    /// Put together when they are asked for, as what has been published before is told again without them.
    var urls: BaseURLs {
        let base = options.base(for: request, port: orgPort)
        return switch choice {
        case .none: base
        case .path: BaseURLs(front: base.front + "/t/" + (name ?? ""), back: base.back + "/t/" + (name ?? ""))
        // A pinned base URL is the main org's; this one is reached by no other name than its own.
        case .host: BaseURLs(front: options.origin(of: request, port: orgPort))
        }
    }

    /// `/t/team-a/oauth2/…` without what chooses the tenant.
    private static func path(_ path: String) -> (String, String)? {
        guard path.utf8.span.starts(with: prefix.utf8.span) else { return nil }
        let rest = path.dropFirst(prefix.utf8.count)
        let name = rest.prefix { $0 != "/" }.lowercased()
        guard OrgName.isValid(name) else { return nil }
        let remaining = rest.dropFirst(name.count)
        return (name, remaining.isEmpty ? "/" : String(remaining))
    }

    /// `team-a.localhost:8080`; looked at as bytes first, because most hosts are of the main org.
    private static func host(_ authority: String?) -> String? {
        guard let authority, names(authority.utf8.span) else { return nil }
        let host = authority.prefix { $0 != ":" }.lowercased()
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
