import MockOktaFormats

/// Serializes answers (RFC 9112 §4, §6): status line, fields, and the framing, which only the writer sets.
package struct ResponseWriter: Sendable {
    /// The current value of `Date`, in the format of RFC 9110 §5.6.7.
    package var date: String

    package init(date: String) {
        self.date = date
    }

    /// Appends a complete answer, contiguously, so that it can be sent in one packet.
    package func write(_ response: HTTPResponse, for exchange: Exchange, into buffer: inout [UInt8]) {
        let sendsBody = !exchange.isHead && !response.status.forbidsBody
        let size = response.content.count
        buffer.reserveCapacity(buffer.count + response.fields.bytes.count + 256 + (sendsBody ? size : 0))
        writeHead(response, exchange, into: &buffer)
        // RFC 9110 §8.6: 1xx and 204 must not have a Content-Length, 304 need not; the answer to HEAD has that of the
        // GET.
        if !response.status.forbidsBody {
            buffer.append("Content-Length: ")
            buffer.append(decimal: size)
            buffer.append("\r\n\r\n")
        } else {
            buffer.append("\r\n")
        }
        if sendsBody { response.content.append(to: &buffer) }
    }

    /// Appends a header whose Content-Length may be wrong, for answers that are corrupted on purpose.
    package func writeHead(
        of response: HTTPResponse,
        declaring length: Int,
        for exchange: Exchange,
        into buffer: inout [UInt8]
    ) {
        writeHead(response, exchange, into: &buffer)
        if !response.status.forbidsBody { buffer.append("Content-Length: \(length)\r\n") }
        buffer.append("\r\n")
    }

    /// Appends the header of an answer whose body has an unknown length.
    ///
    /// HTTP/1.0 has no chunked coding, so closing the connection ends the body: the caller passes an exchange without
    /// keep-alive.
    package func writeStreamHead(_ response: HTTPResponse, for exchange: Exchange, into buffer: inout [UInt8]) {
        writeHead(response, exchange, into: &buffer)
        if exchange.minorVersion >= 1, !response.status.forbidsBody {
            buffer.append("Transfer-Encoding: chunked\r\n")
        }
        buffer.append("\r\n")
    }

    /// Appends a piece of a body of unknown length; an empty piece is omitted, because an empty chunk ends the body.
    package static func writePiece(_ bytes: [UInt8], for exchange: Exchange, into buffer: inout [UInt8]) {
        if bytes.isEmpty { return }
        guard exchange.minorVersion >= 1 else {
            buffer.append(contentsOf: bytes)
            return
        }
        buffer.append(contentsOf: String(bytes.count, radix: 16).utf8)
        buffer.append("\r\n")
        buffer.append(contentsOf: bytes)
        buffer.append("\r\n")
    }

    package static func writeEnd(for exchange: Exchange, into buffer: inout [UInt8]) {
        if exchange.minorVersion >= 1 { buffer.append("0\r\n\r\n") }
    }

    /// Writes 100 (Continue) for a client that expects it (RFC 9110 §15.2.1).
    package static func writeContinue(into buffer: inout [UInt8]) {
        buffer.append("HTTP/1.1 100 Continue\r\n\r\n")
    }

    /// Writes 102 (Processing), which tells a client that its request is still being processed (RFC 2518 §10.1).
    package static func writeProcessing(into buffer: inout [UInt8]) {
        buffer.append("HTTP/1.1 102 Processing\r\n\r\n")
    }

    private func writeHead(_ response: HTTPResponse, _ exchange: Exchange, into buffer: inout [UInt8]) {
        if response.status == .ok {
            buffer.append("HTTP/1.1 200 OK\r\nDate: ")
        } else {
            buffer.append("HTTP/1.1 ")
            buffer.append(decimal: response.status.rawValue)
            buffer.append(" ")
            buffer.append(response.status.reasonPhrase)
            buffer.append("\r\nDate: ")
        }
        // A tenant with its own clock sets the date of its answers.
        buffer.append(response.fields["Date"] ?? date)
        buffer.append("\r\n")
        HeaderLines(response.fields).write(into: &buffer)
        if !exchange.keepsAlive {
            buffer.append("Connection: close\r\n")
        } else if exchange.minorVersion < 1 {
            buffer.append("Connection: keep-alive\r\n")
        }
    }
}

/// The fields of an answer as header lines, without those that the writer generates.
struct HeaderLines {
    private let fields: HTTPFields

    init(_ fields: HTTPFields) {
        self.fields = fields
    }

    /// Copies runs of lines; usually all lines form one run.
    func write(into buffer: inout [UInt8]) {
        if fields.isUnclean { return writeCleaned(into: &buffer) }
        var start = 0
        for line in fields.lines where isOurs(line) {
            buffer.append(copying: fields.bytes.span.extracting(start..<line.all.lowerBound))
            start = line.all.upperBound
        }
        buffer.append(copying: fields.bytes.span.extracting(start...))
    }

    private func isOurs(_ line: HTTPFields.Line) -> Bool {
        switch line.name.count {
        case 4: fields.isNamed(line, "Date")
        case 10: fields.isNamed(line, "Connection")
        case 14: fields.isNamed(line, "Content-Length")
        case 17: fields.isNamed(line, "Transfer-Encoding")
        default: false
        }
    }

    /// Replaces control characters by spaces, and omits a field whose name is not a token (RFC 9110 §5.5).
    private func writeCleaned(into buffer: inout [UInt8]) {
        for line in fields.lines where !isOurs(line) && fields.hasName(line) {
            buffer.append(copying: fields.bytes.span.extracting(line.name))
            buffer.append(": ")
            for index in line.value { buffer.append(fields.bytes[index].isFieldContent ? fields.bytes[index] : 0x20) }
            buffer.append("\r\n")
        }
    }
}
