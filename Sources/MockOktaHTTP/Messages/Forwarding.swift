import MockOktaFormats

/// What the proxies in front of a server report about the original request.
///
/// Each proxy appends what it saw, so the first value is that of the proxy nearest to the client. Any client that can
/// reach the server directly can forge these fields; trust them only where every request passes through a proxy.
struct Forwarding: Hashable, Sendable {
    private(set) var scheme: HTTPRequest.Scheme?
    private(set) var authority: String?
    /// The client's address without its port.
    private(set) var client: String?

    /// Parses `Forwarded` (RFC 7239 §4); `X-Forwarded-Proto`, `-Host` and `-For` supply the values that it lacks.
    init(_ fields: HTTPFields) {
        let parameters = Forwarding.firstElement(fields)
        scheme = Forwarding.scheme(parameters["proto"] ?? Forwarding.first("X-Forwarded-Proto", fields))
        authority = Forwarding.authority(parameters["host"] ?? Forwarding.first("X-Forwarded-Host", fields))
        client = Forwarding.address(parameters["for"] ?? Forwarding.first("X-Forwarded-For", fields))
    }

    private static func firstElement(_ fields: HTTPFields) -> [ExactString: String] {
        let elements = fields["Forwarded"]?.splitOutsideQuotes(at: ",") ?? []
        let pairs = elements.first?.splitOutsideQuotes(at: ";").compactMap { pair -> (ExactString, String)? in
            guard let equals = pair.firstIndex(of: "=") else { return nil }
            let name = pair[..<equals].trimmingBlanks.asciiLowercased
            return (ExactString(name), pair[pair.index(after: equals)...].trimmingBlanks.unquoted)
        }
        return Dictionary(pairs ?? []) { first, _ in first }
    }

    private static func first(_ name: String, _ fields: HTTPFields) -> String? {
        fields[name]?.split(separator: ",").first.map { String($0.trimmingBlanks) }
    }

    private static func scheme(_ text: String?) -> HTTPRequest.Scheme? {
        text.flatMap { HTTPRequest.Scheme(rawValue: $0.asciiLowercased) }
    }

    private static func authority(_ text: String?) -> String? {
        text.flatMap(Authority.normalized)
    }

    /// A node's address (RFC 7239 §6); `unknown` and obfuscated names such as `_hidden` give none.
    private static func address(_ node: String?) -> String? {
        guard let node else { return nil }
        let isBracketed = node.hasPrefix("[")
        let hasPort = !isBracketed && node.utf8.count { $0 == UInt8(ascii: ":") } == 1
        let text = isBracketed ? node.dropFirst().prefix { $0 != "]" } : node.prefix { !hasPort || $0 != ":" }
        let isAddress = text.utf8.allSatisfy(\.isIPv6Character)
        return isAddress && !text.isEmpty ? String(text) : nil
    }
}

extension HTTPRequest {
    /// The request as the client sent it to the first proxy.
    package var beforeProxies: HTTPRequest {
        let forwarding = Forwarding(fields)
        var request = self
        request.scheme = forwarding.scheme ?? scheme
        request.authority = forwarding.authority ?? authority
        request.peer = forwarding.client ?? peer
        return request
    }
}
