import Glibc

/// The process that listens on a port, as far as `/proc` shows it, for the message that a port is in use.
package struct PortHolder: Hashable {
    package let process: Int32
    package let name: String

    /// Nil when no process listens on the port, or when the process belongs to another user.
    package static func find(port: UInt16) -> PortHolder? {
        let sockets = Set(["/proc/net/tcp", "/proc/net/tcp6"].flatMap { listeners(in: $0, port: port) })
        guard !sockets.isEmpty, let names = try? FileBytes.names(in: "/proc") else { return nil }
        let process = names.lazy.compactMap { Int32($0) }.first { process in
            let folder = "/proc/\(process)/fd"
            let descriptors = (try? FileBytes.names(in: folder)) ?? []
            return descriptors.contains { sockets.contains(target(of: "\(folder)/\($0)")) }
        }
        return process.map { PortHolder(process: $0, name: text("/proc/\($0)/comm") ?? "?") }
    }

    /// The sockets in state LISTEN (0A) on a port, in the form of links to them: `socket:[4711]`.
    ///
    /// A line is `0: 0100007F:1F90 00000000:0000 0A … uid timeout inode …` (proc_net_tcp(5)).
    static func listeners(in path: String, port: UInt16) -> [String] {
        let lines = (text(path) ?? "").split(separator: "\n").dropFirst()
        return lines.compactMap { line in
            let words = line.split(separator: " ")
            guard words.count > 9, words[3] == "0A", let colon = words[1].lastIndex(of: ":") else { return nil }
            let isThis = UInt16(words[1][words[1].index(after: colon)...], radix: 16) == port
            return isThis ? "socket:[\(words[9])]" : nil
        }
    }

    private static func text(_ path: String) -> String? {
        guard let bytes = try? FileBytes.read(path) else { return nil }
        return String(decoding: bytes.last == UInt8(ascii: "\n") ? bytes.dropLast() : bytes[...], as: UTF8.self)
    }

    private static func target(of link: String) -> String {
        var buffer = [CChar](repeating: 0, count: 64)
        let count = unsafe readlink(link, &buffer, buffer.count)
        return String(decoding: buffer.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
