import MockOktaFormats

/// The fields of an answer as header lines, without those that the writer generates.
struct HeaderLines {
    private let fields: HTTPFields

    init(_ fields: HTTPFields) {
        self.fields = fields
    }

    /// Copies runs of lines; usually all lines form one run.
    func write(into buffer: inout [UInt8]) {
        if fields.isUnclean { return writeCleaned(into: &buffer) }
        if fields.names.isDisjoint(with: Self.ours) { return buffer.append(contentsOf: fields.bytes) }
        var start = 0
        for line in fields.lines where isOurs(line) {
            buffer.append(copying: fields.bytes.span.extracting(start..<line.all.lowerBound))
            start = line.all.upperBound
        }
        buffer.append(copying: fields.bytes.span.extracting(start...))
    }

    private static let ours = NameFilter(["Date", "Connection", "Content-Length", "Transfer-Encoding"])

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
