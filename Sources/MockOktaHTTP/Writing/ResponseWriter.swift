/// Turns answers into bytes (RFC 9112 §4, §6): status line, fields, and the framing, which is the writer's alone.
package struct ResponseWriter: Sendable {
    /// The present value of `Date`, in the form of RFC 9110 §5.6.7.
    package var date: String

    package init(date: String) {
        self.date = date
    }

    /// Appends a whole answer, in one piece so that it can go out in one packet.
    package func write(_ response: HTTPResponse, for exchange: Exchange, into buffer: inout [UInt8]) {
        let sendsBody = !exchange.isHead && !response.status.forbidsBody
        buffer.reserveCapacity(buffer.count + 256 + (sendsBody ? response.body.count : 0))
        writeHead(response, exchange, into: &buffer)
        // RFC 9110 §8.6: 1xx and 204 must not, 304 need not say a length; the answer to HEAD says that of the GET.
        if !response.status.forbidsBody {
            buffer.append(contentsOf: "Content-Length: ".utf8)
            buffer.append(contentsOf: String(response.body.count).utf8)
            buffer.append(contentsOf: "\r\n".utf8)
        }
        buffer.append(contentsOf: "\r\n".utf8)
        if sendsBody { buffer.append(contentsOf: response.body) }
    }

    /// Appends the head alone, claiming whatever length it is told: for answers that are spoiled on purpose.
    package func writeHead(
        of response: HTTPResponse,
        declaring length: Int,
        for exchange: Exchange,
        into buffer: inout [UInt8]
    ) {
        writeHead(response, exchange, into: &buffer)
        buffer.append(contentsOf: "Content-Length: \(length)\r\n\r\n".utf8)
    }

    /// Appends the head of an answer whose body has no known end.
    ///
    /// Without chunks, which HTTP/1.0 does not know, only closing ends it, so the caller passes an exchange that does not keep alive.
    package func writeStreamHead(_ response: HTTPResponse, for exchange: Exchange, into buffer: inout [UInt8]) {
        writeHead(response, exchange, into: &buffer)
        if exchange.minorVersion >= 1, !response.status.forbidsBody {
            buffer.append(contentsOf: "Transfer-Encoding: chunked\r\n".utf8)
        }
        buffer.append(contentsOf: "\r\n".utf8)
    }

    /// Appends a piece of a body without known end; an empty piece would end it, so it is left out.
    package static func writePiece(_ bytes: [UInt8], for exchange: Exchange, into buffer: inout [UInt8]) {
        if bytes.isEmpty { return }
        guard exchange.minorVersion >= 1 else {
            buffer.append(contentsOf: bytes)
            return
        }
        buffer.append(contentsOf: String(bytes.count, radix: 16).utf8)
        buffer.append(contentsOf: "\r\n".utf8)
        buffer.append(contentsOf: bytes)
        buffer.append(contentsOf: "\r\n".utf8)
    }

    package static func writeEnd(for exchange: Exchange, into buffer: inout [UInt8]) {
        if exchange.minorVersion >= 1 { buffer.append(contentsOf: "0\r\n\r\n".utf8) }
    }

    /// The go-ahead for a client that asked for one (RFC 9110 §15.2.1).
    package static func writeContinue(into buffer: inout [UInt8]) {
        buffer.append(contentsOf: "HTTP/1.1 100 Continue\r\n\r\n".utf8)
    }

    private func writeHead(_ response: HTTPResponse, _ exchange: Exchange, into buffer: inout [UInt8]) {
        buffer.append(contentsOf: "HTTP/1.1 ".utf8)
        buffer.append(contentsOf: String(response.status.rawValue).utf8)
        buffer.append(UInt8(ascii: " "))
        buffer.append(contentsOf: response.status.reasonPhrase.utf8)
        buffer.append(contentsOf: "\r\nDate: ".utf8)
        // An answer with a date of its own comes from a tenant with a clock of its own.
        buffer.append(contentsOf: (response.fields["Date"] ?? date).utf8)
        buffer.append(contentsOf: "\r\n".utf8)
        for field in response.fields.fields where !ResponseWriter.isOurs(field.name) {
            ResponseWriter.write(field, into: &buffer)
        }
        if !exchange.keepsAlive {
            buffer.append(contentsOf: "Connection: close\r\n".utf8)
        } else if exchange.minorVersion < 1 {
            buffer.append(contentsOf: "Connection: keep-alive\r\n".utf8)
        }
    }

    private static func isOurs(_ name: String) -> Bool {
        switch name.utf8.count {
        case 4: name.equalsIgnoringCase("Date")
        case 10: name.equalsIgnoringCase("Connection")
        case 14: name.equalsIgnoringCase("Content-Length")
        case 17: name.equalsIgnoringCase("Transfer-Encoding")
        default: false
        }
    }

    /// No value can start a field of its own: control characters become spaces, and a field whose name is not a
    /// token is left out (RFC 9110 §5.5).
    private static func write(_ field: HTTPFields.Field, into buffer: inout [UInt8]) {
        guard !field.name.isEmpty, field.name.allBytes({ $0.isTokenCharacter }) else { return }
        buffer.append(contentsOf: field.name.utf8)
        buffer.append(contentsOf: ": ".utf8)
        if field.value.allBytes({ $0.isFieldContent }) {
            buffer.append(contentsOf: field.value.utf8)
        } else {
            buffer.append(contentsOf: field.value.utf8.map { $0.isFieldContent ? $0 : 0x20 })
        }
        buffer.append(contentsOf: "\r\n".utf8)
    }
}
