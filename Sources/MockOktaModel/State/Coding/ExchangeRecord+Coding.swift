import MockOktaFormats

extension ExchangeRecord: RecordPart {
    package func write(to writer: inout RecordWriter) {
        for text in [clientID, server, user, grantType, scope] { writer.write(text) }
        writer.write(grant)
        for text in [error, errorDescription, reason, why] { writer.write(text) }
        writer.write(remedy)
        writer.write(trace)
        writer.write(tokens)
        writer.write(events)
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        self.init()
        clientID = try reader.read()
        server = try reader.read()
        user = try reader.read()
        grantType = try reader.read()
        scope = try reader.read()
        grant = try reader.read()
        error = try reader.read()
        errorDescription = try reader.read()
        reason = try reader.read()
        why = try reader.read()
        remedy = try reader.read()
        trace = try reader.read()
        tokens = try reader.read()
        events = try reader.read()
    }
}

extension Remedy: RecordPart {
    package func write(to writer: inout RecordWriter) {
        writer.write(text)
        // An object around it, because a fixture is any JSON.
        writer.write(fixture.map { JSONObject([("fixture", $0)]) })
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        let (text, object): (String, JSONObject?) = (try reader.read(), try reader.read())
        self.init(text, fixture: object?["fixture"])
    }
}

extension PolicyTrace: RecordPart {
    package func write(to writer: inout RecordWriter) {
        writer.write(policy)
        writer.write(isMatch)
        writer.write(why)
        writer.write(rules)
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        self.init(
            policy: try reader.read(),
            isMatch: try reader.read(),
            why: try reader.read(),
            rules: try reader.read()
        )
    }
}

extension PolicyTrace.Rule: RecordPart {
    package func write(to writer: inout RecordWriter) {
        writer.write(name)
        writer.write(isMatch)
        writer.write(condition)
        writer.write(why)
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        self.init(
            name: try reader.read(),
            isMatch: try reader.read(),
            condition: try reader.read(),
            why: try reader.read()
        )
    }
}

extension IssuedToken.Kind: RecordPart {}

extension LogEvent: RecordPart {
    package func write(to writer: inout RecordWriter) {
        writer.write(type)
        writer.write(failure)
        writer.write(actor)
        writer.write(targets)
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        self.init(
            try reader.read(),
            failure: try reader.read(),
            actor: try reader.read(),
            targets: try reader.read()
        )
    }
}

extension LogEvent.Party: RecordPart {
    package func write(to writer: inout RecordWriter) {
        writer.write(id)
        writer.write(type)
        writer.write(alternateID)
        writer.write(displayName)
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        self.init(
            id: try reader.read(),
            type: try reader.read(),
            alternateID: try reader.read(),
            displayName: try reader.read()
        )
    }
}

extension OmittedClaim: RecordPart {
    package func write(to writer: inout RecordWriter) {
        writer.write(name)
        switch reason {
        case .scopes(let scopes):
            writer.append(0 as UInt8)
            writer.write(scopes)
        case .null: writer.append(1 as UInt8)
        case .emptyList: writer.append(2 as UInt8)
        case .onlyInUserInfo: writer.append(3 as UInt8)
        }
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        let name: String = try reader.read()
        let tag = try reader.byte()
        switch tag {
        case 0: self.init(name, .scopes(try reader.read()))
        case 1: self.init(name, .null)
        case 2: self.init(name, .emptyList)
        case 3: self.init(name, .onlyInUserInfo)
        default: throw RecordReader.unknown(tag, Self.self)
        }
    }
}
