import Glibc

/// The least of an HTTP client: one request on one connection to 127.0.0.1.
///
/// An app of yours has a better one.
enum HTTP {
    struct Answer: Sendable {
        let status: Int
        let fields: [String: String]
        let body: String
    }

    enum Failure: Error {
        case refused(errno: Int32)
        /// The connection ended before the answer did.
        case cut
    }

    static func get(_ url: String, fields: [String: String] = [:]) throws -> Answer {
        try send("GET", url, fields, body: "")
    }

    static func post(_ url: String, _ form: [(name: String, value: String)]) throws -> Answer {
        let body = form.map { "\($0.name)=\(escaped($0.value))" }.joined(separator: "&")
        return try send("POST", url, ["Content-Type": "application/x-www-form-urlencoded"], body: body)
    }

    private static func send(
        _ method: String,
        _ url: String,
        _ fields: [String: String],
        body: String
    ) throws -> Answer {
        let parts = url.split(separator: "/", maxSplits: 2).map(String.init)
        let port = parts[1].split(separator: ":").last.flatMap { UInt16($0) } ?? 80
        let path = parts.count > 2 ? parts[2] : ""
        var head = "\(method) /\(path) HTTP/1.1\r\nHost: \(parts[1])\r\nConnection: close\r\n"
        for (name, value) in fields { head += "\(name): \(value)\r\n" }
        if method == "POST" { head += "Content-Length: \(body.utf8.count)\r\n" }
        return try answer(from: exchange(head + "\r\n" + body, port: port))
    }

    private static func exchange(_ request: String, port: UInt16) throws -> [UInt8] {
        let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(connection) }
        var limit = timeval(tv_sec: 30, tv_usec: 0)
        unsafe setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let isConnected = unsafe withUnsafePointer(to: &address) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        let bytes = Array(request.utf8)
        guard isConnected, unsafe Glibc.send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
            throw Failure.refused(errno: errno)
        }
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = unsafe recv(connection, &buffer, buffer.count, 0)
            guard count >= 0 else { throw Failure.cut }
            guard count > 0 else { return received }
            received += buffer.prefix(count)
        }
    }

    private static func answer(from bytes: [UInt8]) throws -> Answer {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.firstRange(of: "\r\n\r\n") else { throw Failure.cut }
        let lines = text[..<end.lowerBound].split(separator: "\r\n")
        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
            let field = line.split(separator: ":", maxSplits: 1)
            fields[field[0].lowercased()] = field.last.map { String($0.drop { $0 == " " }) }
        }
        let body = String(text[end.upperBound...])
        guard body.utf8.count == Int(fields["content-length"] ?? "0") else { throw Failure.cut }
        let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return Answer(status: status, fields: fields, body: body)
    }

    private static func escaped(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return text.utf8.map { byte in
            let character = Character(UnicodeScalar(byte))
            let isPlain = byte < 0x80 && (character.isLetter || character.isNumber || "-._~".contains(character))
            return isPlain ? String(character) : "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
        }.joined()
    }
}
