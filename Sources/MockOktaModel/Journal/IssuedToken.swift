package import MockOktaFormats

/// A token that an exchange issued, as the journal shows it: without the token itself.
package struct IssuedToken: Hashable, Sendable {
    package enum Kind: String, Sendable {
        case access, id, refresh, code, assertion
    }

    package let kind: Kind
    /// The header of a JWT, whose `kid` identifies the signing key; nil for opaque tokens.
    package let header: JSONObject?
    /// The payload of a JWT as text, because few of a journal's tokens are ever read; nil for opaque tokens.
    private let payload: [UInt8]?

    /// The server's own claims that the token does not have.
    package let omitted: [OmittedClaim]

    package init(_ kind: Kind, header: JSONObject? = nil, payload: [UInt8]? = nil, omitted: [OmittedClaim] = []) {
        self.kind = kind
        self.header = header
        self.payload = payload
        self.omitted = omitted
    }

    /// The size of the payload and of what is said of omitted claims, in bytes.
    package var size: Int { (payload?.count ?? 0) + 64 * omitted.count }

    /// The claims of a JWT, including `jti`; nil for opaque tokens.
    package var claims: JSONObject? { payload.flatMap { try? JSON.parse($0).object } }
}

extension IssuedToken: RecordPart {
    package func write(to writer: inout RecordWriter) {
        writer.write(kind)
        writer.write(header)
        writer.write(payload != nil)
        if let payload { writer.append(counted: payload) }
        writer.write(omitted)
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        self.init(
            try reader.read(),
            header: try reader.read(),
            payload: try reader.read() ? Array(try reader.counted()) : nil,
            omitted: try reader.read()
        )
    }
}
