import Glibc

/// The address of a socket: an IPv4 or IPv6 address with a port.
package struct SocketAddress: Hashable, Sendable, CustomStringConvertible {
    package enum Family: Hashable, Sendable {
        case ipv4, ipv6
    }

    package let family: Family
    /// The address as text, without brackets.
    package let host: String
    package let port: UInt16

    package init(family: Family, host: String, port: UInt16) {
        self.family = family
        self.host = host
        self.port = port
    }

    /// The form used in URLs.
    package var description: String { family == .ipv6 ? "[\(host)]:\(port)" : "\(host):\(port)" }

    package func with(port: UInt16) -> SocketAddress { SocketAddress(family: family, host: host, port: port) }

    /// Converts a kernel address; an IPv4-mapped IPv6 address becomes an IPv4 address.
    init?(_ storage: sockaddr_storage, length: socklen_t) {
        var storage = storage
        var host = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        var service = [CChar](repeating: 0, count: Int(NI_MAXSERV))
        let code = unsafe withUnsafePointer(to: &storage) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe getnameinfo(
                    address,
                    length,
                    &host,
                    socklen_t(host.count),
                    &service,
                    socklen_t(service.count),
                    NI_NUMERICHOST | NI_NUMERICSERV
                )
            }
        }
        guard code == 0, let port = UInt16(SocketAddress.text(service)) else { return nil }
        let text = SocketAddress.text(host)
        let mapped = "::ffff:"
        let isMapped = text.hasPrefix(mapped) && text.contains(".")
        self.init(
            family: storage.ss_family == sa_family_t(AF_INET) || isMapped ? .ipv4 : .ipv6,
            host: isMapped ? String(text.dropFirst(mapped.count)) : text,
            port: port
        )
    }

    private static func text(_ characters: [CChar]) -> String {
        String(decoding: characters.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Connects a socket of this family; returns 0, or -1 with `errno` set, as `connect(2)` does.
    package func connect(_ descriptor: Int32) -> Int32 {
        unsafe withKernelAddress { unsafe Glibc.connect(descriptor, $0, $1) } ?? -1
    }

    /// Calls the body with the address in the kernel's format.
    @unsafe func withKernelAddress<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result? {
        var list: UnsafeMutablePointer<addrinfo>?
        var hints = unsafe addrinfo()
        unsafe hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        guard unsafe getaddrinfo(host, String(port), &hints, &list) == 0, let first = unsafe list else { return nil }
        defer { unsafe freeaddrinfo(first) }
        return unsafe first.pointee.ai_addr.map { unsafe body($0, first.pointee.ai_addrlen) }
    }
}
