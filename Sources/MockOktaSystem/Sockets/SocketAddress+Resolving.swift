import Glibc

extension SocketAddress {
    /// The addresses of a host name, the preferred one first.
    ///
    /// `localhost` is the loopback by RFC 6761 §6.3 and is never passed to the resolver, which in an empty container
    /// cannot resolve it.
    package static func resolve(_ host: String, port: UInt16) throws(SystemError) -> [SocketAddress] {
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        let name = isBracketed ? String(host.dropFirst().dropLast()) : host
        if isLocalhost(name) {
            return [
                SocketAddress(family: .ipv4, host: "127.0.0.1", port: port),
                SocketAddress(family: .ipv6, host: "::1", port: port),
            ]
        }
        let found = unsafe lookUp(name, port: port)
        if found.isEmpty { throw SystemError("resolve", code: nil, address: host) }
        return found
    }

    package static func isLocalhost(_ name: String) -> Bool {
        let lowercased = name.lowercased()
        return lowercased == "localhost" || lowercased.hasSuffix(".localhost")
    }

    /// Blocks during the look-up; only used at start-up.
    @unsafe private static func lookUp(_ name: String, port: UInt16) -> [SocketAddress] {
        var list: UnsafeMutablePointer<addrinfo>?
        var hints = unsafe addrinfo()
        unsafe hints.ai_flags = AI_NUMERICSERV
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        guard unsafe getaddrinfo(name, String(port), &hints, &list) == 0 else { return [] }
        defer { unsafe freeaddrinfo(list) }
        var addresses: [SocketAddress] = []
        var next = unsafe list
        while let entry = unsafe next {
            var storage = sockaddr_storage()
            let length = unsafe min(Int(entry.pointee.ai_addrlen), MemoryLayout<sockaddr_storage>.size)
            if let source = unsafe entry.pointee.ai_addr {
                unsafe memcpy(&storage, source, length)
                if let address = SocketAddress(storage, length: socklen_t(length)) { addresses.append(address) }
            }
            unsafe next = entry.pointee.ai_next
        }
        return addresses
    }
}
