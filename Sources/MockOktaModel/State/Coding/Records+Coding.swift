import MockOktaFormats

// The codings of the smaller records.

extension RecordKey: RecordCoding {
    package static var codingVersion: UInt8 { 1 }

    package func write(to writer: inout RecordWriter) {
        for byte in bytes { writer.append(byte) }
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        var bytes: [UInt8] = []
        for _ in 0..<16 { bytes.append(try reader.byte()) }
        self.init(bytes)
    }
}

extension Int: RecordCoding {
    package static var codingVersion: UInt8 { 1 }
}

extension Tombstone: RecordCoding {
    package static var codingVersion: UInt8 { 1 }
    package func write(to writer: inout RecordWriter) {}
    package init(from reader: inout RecordReader) throws(RecordCodingError) { self.init() }
}

extension Session: RecordCoding {
    package static var codingVersion: UInt8 { 1 }

    package func write(to writer: inout RecordWriter) {
        writer.write(userID)
        writer.write(created)
        writer.write(authentication)
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        self.init(userID: try reader.read(), created: try reader.read(), authentication: try reader.read())
    }
}

extension SessionToken: RecordCoding {
    package static var codingVersion: UInt8 { 1 }

    package func write(to writer: inout RecordWriter) {
        writer.write(userID)
        writer.write(authenticated)
        writer.write(methods)
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        self.init(userID: try reader.read(), authenticated: try reader.read(), methods: try reader.read())
    }
}

extension Consent: RecordCoding {
    package static var codingVersion: UInt8 { 1 }

    /// The scopes are sorted, so that equal consents have equal bytes.
    package func write(to writer: inout RecordWriter) {
        writer.write(userID)
        writer.write(clientID)
        writer.write(serverID)
        writer.write(scopes.sorted { $0.text < $1.text })
        writer.write(created)
        writer.write(lastUpdated)
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        self.init(
            userID: try reader.read(),
            clientID: try reader.read(),
            serverID: try reader.read(),
            scopes: Set(try reader.read() as [ExactString]),
            created: try reader.read()
        )
        lastUpdated = try reader.read()
    }
}

extension DeviceSecret: RecordCoding {
    package static var codingVersion: UInt8 { 1 }

    package func write(to writer: inout RecordWriter) {
        writer.write(clientID)
        writer.write(userID)
        writer.write(serverID)
        writer.write(authentication)
        writer.write(created)
        writer.write(isRevoked)
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        self.init(
            clientID: try reader.read(),
            userID: try reader.read(),
            serverID: try reader.read(),
            authentication: try reader.read(),
            created: try reader.read()
        )
        isRevoked = try reader.read()
    }
}

extension PushedRequest: RecordCoding {
    package static var codingVersion: UInt8 { 1 }

    package func write(to writer: inout RecordWriter) {
        writer.write(clientID)
        writer.write(serverID)
        writer.write(parameters)
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        self.init(clientID: try reader.read(), serverID: try reader.read(), parameters: try reader.read())
    }
}

extension PushedRequest.Parameter: RecordPart {
    package func write(to writer: inout RecordWriter) {
        writer.write(name)
        writer.write(value)
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        self.init(try reader.read(), try reader.read())
    }
}

extension PostedPage: RecordCoding {
    package static var codingVersion: UInt8 { 1 }

    package func write(to writer: inout RecordWriter) {
        writer.write(id)
        writer.write(browser)
        writer.write(status)
        writer.write(contentSecurityPolicy)
        writer.append(counted: body)
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        self.init(
            id: try reader.read(),
            browser: try reader.read(),
            status: try reader.read(),
            contentSecurityPolicy: try reader.read(),
            body: Array(try reader.counted())
        )
    }
}
