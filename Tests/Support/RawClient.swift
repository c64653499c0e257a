import Glibc

/// A blocking client that sends the given bytes unchanged; a read that takes ten seconds fails the test.
package final class RawClient {
    package struct Failure: Error, CustomStringConvertible {
        package let description: String

        package init(description: String) {
            self.description = description
        }
    }

    package struct Answer {
        package let head: String
        package let body: String

        package var status: Int { Int(head.split(separator: " ").dropFirst().first ?? "") ?? 0 }
    }

    private let number: Int32
    private var buffer: [UInt8] = []

    package init(port: UInt16, family: Int32 = AF_INET) throws {
        // A program that another test starts meanwhile would otherwise keep the connection from closing.
        number = socket(family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard number >= 0, RawClient.connect(number, port, family) else {
            // `self` is whole by now, so that `deinit` closes.
            throw Failure(description: "connect: \(errno)")
        }
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        unsafe setsockopt(number, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        unsafe setsockopt(number, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { Glibc.close(number) }

    private static func connect(_ number: Int32, _ port: UInt16, _ family: Int32) -> Bool {
        if family == AF_INET6 {
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_port = port.bigEndian
            address.sin6_addr = in6addr_loopback
            return unsafe connect(number, &address)
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return unsafe connect(number, &address)
    }

    @unsafe private static func connect<Address>(_ number: Int32, _ address: inout Address) -> Bool {
        unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe Glibc.connect(number, $0, socklen_t(MemoryLayout<Address>.size)) == 0
            }
        }
    }

    package func send(_ text: String) throws { try send(Array(text.utf8)) }

    package func send(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Glibc.send(number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Failure(description: "send: \(errno)") }
            rest = rest.dropFirst(count)
        }
    }

    /// Waits until the server's system has acknowledged all that was sent.
    package func waitForDelivery() {
        var unacknowledged: Int32 = 0
        repeat {
            sched_yield()
            _ = unsafe ioctl(number, UInt(TIOCOUTQ), &unacknowledged)
        } while unacknowledged > 0
    }

    package func halfClose() { shutdown(number, Int32(SHUT_WR)) }

    /// False at the end of the stream.
    private func fill() throws -> Bool {
        var room = [UInt8](repeating: 0, count: 65536)
        let count = unsafe recv(number, &room, room.count, 0)
        guard count >= 0 else { throw Failure(description: "recv: \(errno)") }
        buffer.append(contentsOf: room[..<count])
        return count > 0
    }

    /// What comes before a separator, which is dropped.
    package func read(until separator: String) throws -> String {
        while true {
            let text = String(decoding: buffer, as: UTF8.self)
            if let end = text.firstRange(of: separator) {
                let before = String(text[..<end.lowerBound])
                buffer.removeFirst(before.utf8.count + separator.utf8.count)
                return before
            }
            guard try fill() else { throw Failure(description: "ended after \(text)") }
        }
    }

    package func read(count: Int) throws -> String {
        while buffer.count < count {
            guard try fill() else { throw Failure(description: "ended early") }
        }
        defer { buffer.removeFirst(count) }
        return String(decoding: buffer[..<count], as: UTF8.self)
    }

    package func readToEnd() throws -> String {
        while try fill() {}
        defer { buffer = [] }
        return String(decoding: buffer, as: UTF8.self)
    }

    /// One answer with a length; interim answers come out as answers without body.
    package func readAnswer(isHead: Bool = false) throws -> Answer {
        let head = try read(until: "\r\n\r\n")
        let field = head.split(separator: "\r\n").first { $0.hasPrefix("Content-Length: ") }
        let length = field.flatMap { Int($0.dropFirst(16)) } ?? 0
        return Answer(head: head, body: isHead ? "" : try read(count: length))
    }

    /// One answer with a length, after any interim ones (RFC 9110 §15.2).
    package func readFinalAnswer() throws -> Answer {
        var answer = try readAnswer()
        while (100..<200).contains(answer.status) { answer = try readAnswer() }
        return answer
    }

    package func get(_ path: String) throws -> Answer {
        try send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
        return try readAnswer()
    }
}
