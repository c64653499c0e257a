extension DecoupledAuthorization: RecordCoding {
    package static var codingVersion: UInt8 { 1 }

    package func write(to writer: inout RecordWriter) {
        writer.write(flow)
        writer.write(clientID)
        writer.write(serverID)
        writer.write(scopes)
        writer.write(areDefaultScopes)
        writer.write(created)
        writer.write(expires)
        writer.write(decision)
        writer.write(lastPoll)
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        flow = try reader.read()
        clientID = try reader.read()
        serverID = try reader.read()
        scopes = try reader.read()
        areDefaultScopes = try reader.read()
        created = try reader.read()
        expires = try reader.read()
        decision = try reader.read()
        lastPoll = try reader.read()
    }
}

extension DecoupledAuthorization.Flow: RecordPart {
    package func write(to writer: inout RecordWriter) {
        switch self {
        case .device(let userCode):
            writer.append(0 as UInt8)
            writer.write(userCode)
        case .backchannel(let id, let userID, let bindingMessage):
            writer.append(1 as UInt8)
            writer.write(id)
            writer.write(userID)
            writer.write(bindingMessage)
        }
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        let tag = try reader.byte()
        switch tag {
        case 0: self = .device(userCode: try reader.read())
        case 1:
            self = .backchannel(
                id: try reader.read(),
                userID: try reader.read(),
                bindingMessage: try reader.read()
            )
        default: throw RecordReader.unknown(tag, Self.self)
        }
    }
}

extension DecoupledAuthorization.Decision: RecordPart {
    package func write(to writer: inout RecordWriter) {
        switch self {
        case .pending: writer.append(0 as UInt8)
        case .denied: writer.append(1 as UInt8)
        case .approved(let user, let authentication):
            writer.append(2 as UInt8)
            writer.write(user)
            writer.write(authentication)
        case .redeemed: writer.append(3 as UInt8)
        }
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        let tag = try reader.byte()
        switch tag {
        case 0: self = .pending
        case 1: self = .denied
        case 2: self = .approved(try reader.read(), try reader.read())
        case 3: self = .redeemed
        default: throw RecordReader.unknown(tag, Self.self)
        }
    }
}
