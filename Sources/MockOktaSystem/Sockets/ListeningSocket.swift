import CMockOktaLinux
import Glibc

/// A socket that accepts connections.
///
/// It sets SO_REUSEADDR, so that a restart need not wait, but not SO_REUSEPORT, so that a port in use is detected. On
/// Linux accepted sockets inherit its other options, which saves one call per connection: TCP_NODELAY, so that answers
/// are sent at once, and SO_KEEPALIVE, so that a vanished peer of a feed is detected.
package final class ListeningSocket: Sendable {
    package enum Accepted {
        case connection(descriptor: Int32, peer: String)
        case none
        /// The system lacks descriptors, memory or a network at the moment; the connection stays in the queue.
        case exhausted
    }

    private let descriptor: FileDescriptor
    package let address: SocketAddress
    /// Whether its connections begin with a TLS handshake.
    package let isSecure: Bool

    package init(_ wanted: SocketAddress, isSecure: Bool, backlog: Int32 = 1024) throws(SystemError) {
        let family = wanted.family == .ipv4 ? AF_INET : AF_INET6
        let type = SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue
        let descriptor = FileDescriptor(socket(family, Int32(type), 0))
        if descriptor.number < 0 { throw SystemError("socket", address: wanted.description) }
        ListeningSocket.set(descriptor.number, SOL_SOCKET, SO_REUSEADDR, 1)
        ListeningSocket.set(descriptor.number, SOL_SOCKET, SO_KEEPALIVE, 1)
        ListeningSocket.set(descriptor.number, Int32(IPPROTO_TCP), TCP_NODELAY, 1)
        ListeningSocket.set(descriptor.number, Int32(IPPROTO_TCP), TCP_KEEPIDLE, 60)
        // `::` also accepts IPv4, whatever the system's default is.
        if wanted.family == .ipv6 {
            ListeningSocket.set(descriptor.number, Int32(IPPROTO_IPV6), IPV6_V6ONLY, wanted.host == "::" ? 0 : 1)
        }
        let number = descriptor.number
        let bound = unsafe wanted.withKernelAddress { unsafe bind(number, $0, $1) }
        if bound != 0 { throw SystemError("bind", address: wanted.description) }
        if listen(number, backlog) != 0 { throw SystemError("listen", address: wanted.description) }
        address = try ListeningSocket.boundAddress(of: number, wanted)
        self.descriptor = descriptor
        self.isSecure = isSecure
    }

    /// Opens the sockets of a host name; `localhost` opens both loopback addresses, if the second one exists and its
    /// port is free.
    package static func open(host: String, port: UInt16, isSecure: Bool) throws(SystemError) -> [ListeningSocket] {
        let addresses = try SocketAddress.resolve(host, port: port)
        let first: ListeningSocket
        do throws(SystemError) {
            first = try ListeningSocket(addresses[0], isSecure: isSecure)
        } catch {
            // Without IPv6, listen on all IPv4 addresses instead.
            guard addresses[0].host == "::", [EAFNOSUPPORT, EADDRNOTAVAIL].contains(error.code) else { throw error }
            let all = SocketAddress(family: .ipv4, host: "0.0.0.0", port: port)
            return [try ListeningSocket(all, isSecure: isSecure)]
        }
        guard addresses.count > 1, SocketAddress.isLocalhost(host) else { return [first] }
        let second = try? ListeningSocket(addresses[1].with(port: first.address.port), isSecure: isSecure)
        return [first] + (second.map { [$0] } ?? [])
    }

    package var number: Int32 { descriptor.number }

    /// Accepts one waiting connection, and skips those that were aborted while they waited.
    package func accept() -> Accepted {
        while true {
            var storage = sockaddr_storage()
            var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
            let flags = Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
            let accepted = unsafe withUnsafeMutablePointer(to: &storage) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe accept4(number, $0, &length, flags)
                }
            }
            if accepted >= 0 {
                let peer = SocketAddress(storage, length: length)?.host ?? ""
                return .connection(descriptor: accepted, peer: peer)
            }
            switch errno {
            case EAGAIN: return .none
            case EINTR, ECONNABORTED, EPROTO: continue
            default: return .exhausted
            }
        }
    }

    private static func set(_ number: Int32, _ level: Int32, _ option: Int32, _ value: Int32) {
        var value = value
        unsafe setsockopt(number, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    private static func boundAddress(
        of number: Int32,
        _ wanted: SocketAddress
    ) throws(SystemError) -> SocketAddress {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let code = unsafe withUnsafeMutablePointer(to: &storage) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe getsockname(number, $0, &length)
            }
        }
        guard code == 0, let address = SocketAddress(storage, length: length) else {
            throw SystemError("getsockname", address: wanted.description)
        }
        return address
    }
}
