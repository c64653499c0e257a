import MockOktaFormats
package import MockOktaHTTP
import MockOktaIssuing
package import MockOktaModel

/// An exchange of the journal as processes share it.
package struct StoredExchange: RecordCoding {
    package static var codingVersion: UInt8 { 1 }

    let at: Instant
    let recorded: RecordedExchange

    init(at: Instant, _ recorded: RecordedExchange) {
        self.at = at
        self.recorded = recorded
    }

    package func write(to writer: inout RecordWriter) {
        writer.write(at)
        writer.write(recorded.request)
        writer.write(recorded.bodySize)
        writer.write(recorded.parameters)
        writer.write(recorded.outcome.status.map(\.rawValue))
        writer.write(recorded.outcome.fault)
        writer.write(recorded.outcome.record)
        writer.write(recorded.answer)
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        at = try reader.read()
        let request: HTTPRequest = try reader.read()
        let bodySize: Int = try reader.read()
        let parameters: RequestParameters? = try reader.read()
        let status: Int? = try reader.read()
        let fault: String? = try reader.read()
        let outcome = ExchangeOutcome(status.map(HTTPStatus.init(rawValue:)), try reader.read(), fault: fault)
        recorded = RecordedExchange(request, bodySize, parameters, outcome, try reader.read())
    }
}

extension HTTPFields: RecordPart {
    package func write(to writer: inout RecordWriter) {
        writer.append(UInt64(count))
        visit { name, value in
            writer.append(counted: name)
            writer.append(counted: value)
        }
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        var all: [(String, String)] = []
        for _ in 0..<(try reader.count()) { all.append((try reader.read(), try reader.read())) }
        self.init(all)
    }
}

extension HTTPRequest: RecordPart {
    package func write(to writer: inout RecordWriter) {
        writer.write(method.rawValue)
        writer.write(scheme == .https)
        writer.write(authority)
        writer.write(path)
        writer.write(query)
        writer.write(fields)
        writer.append(counted: body)
        writer.write(hasBodyFraming)
        writer.write(peer)
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        self.init(
            method: HTTPMethod(rawValue: try reader.read()),
            scheme: try reader.read() ? .https : .http,
            authority: try reader.read(),
            path: try reader.read(),
            query: try reader.read(),
            fields: try reader.read(),
            body: Array(try reader.counted()),
            hasBodyFraming: try reader.read(),
            peer: try reader.read()
        )
    }
}

extension RecordedAnswer: RecordPart {
    package func write(to writer: inout RecordWriter) {
        writer.write(fields)
        writer.append(counted: body)
        writer.write(bodySize)
        writer.write(duration?.microseconds)
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        let (fields, body): (HTTPFields, [UInt8]) = (try reader.read(), Array(try reader.counted()))
        let (bodySize, duration): (Int, Int64?) = (try reader.read(), try reader.read())
        self.init(fields, body, bodySize, duration.map(TimeSpan.init(microseconds:)))
    }
}
