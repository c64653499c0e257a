extension Grant: RecordCoding {
    package static var codingVersion: UInt8 { 1 }

    package func write(to writer: inout RecordWriter) {
        writer.write(clientID)
        writer.write(userID)
        writer.write(serverID)
        writer.write(scopes)
        writer.write(grantType)
        writer.write(authentication)
        writer.write(lifetimes)
        writer.write(created)
        writer.write(lastUsed)
        writer.write(isRevoked)
        writer.write(code)
        writer.write(refresh)
        writer.write(keyThumbprint)
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        self.init(
            clientID: try reader.read(),
            userID: try reader.read(),
            serverID: try reader.read(),
            scopes: try reader.read(),
            grantType: try reader.read(),
            authentication: try reader.read(),
            lifetimes: try reader.read(),
            created: try reader.read()
        )
        lastUsed = try reader.read()
        isRevoked = try reader.read()
        code = try reader.read()
        refresh = try reader.read()
        keyThumbprint = try reader.read()
    }
}

extension Authentication: RecordPart {
    package func write(to writer: inout RecordWriter) {
        writer.write(time)
        writer.write(methods)
        writer.write(session)
        writer.write(contextClass)
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        self.init(
            time: try reader.read(),
            methods: try reader.read(),
            session: try reader.read(),
            contextClass: try reader.read()
        )
    }
}

extension TokenLifetimes: RecordPart {
    package func write(to writer: inout RecordWriter) {
        writer.write(accessMinutes)
        writer.write(refreshMinutes)
        writer.write(windowMinutes)
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        self.init(
            accessMinutes: try reader.read(),
            refreshMinutes: try reader.read(),
            windowMinutes: try reader.read()
        )
    }
}

extension PendingCode: RecordPart {
    package func write(to writer: inout RecordWriter) {
        writer.write(redirectURI)
        writer.write(nonce)
        writer.write(codeChallenge)
        writer.write(keyThumbprint)
        writer.write(expires)
    }

    package convenience init(from reader: inout RecordReader) throws(RecordCodingError) {
        self.init(
            redirectURI: try reader.read(),
            nonce: try reader.read(),
            codeChallenge: try reader.read(),
            keyThumbprint: try reader.read(),
            expires: try reader.read()
        )
    }
}
