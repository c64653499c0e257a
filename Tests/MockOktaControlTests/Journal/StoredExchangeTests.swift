import MockOktaControl
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// The bytes of exchanges in a log that processes share.
@Suite struct StoredExchangeTests {
    private static let time = Instant(microseconds: 1_767_225_600_000_000)

    /// Each member has a value.
    private static var record: ExchangeRecord {
        var record = ExchangeRecord()
        (record.clientID, record.server, record.user) = ("web", "default", "al")
        (record.grantType, record.scope) = ("password", "openid")
        record.grant = RecordKey((1...16).map { UInt8($0) })
        (record.error, record.errorDescription, record.reason) = ("bad", "Bad.", "row")
        (record.why, record.remedy) = ("w", Remedy("r", fixture: ["users": []]))
        let rule = PolicyTrace.Rule(name: "ru", isMatch: false, condition: nil, why: "n")
        record.trace = [PolicyTrace(policy: "po", isMatch: true, why: "y", rules: [rule])]
        let omitted = [OmittedClaim("a", .scopes(["s"])), OmittedClaim("b", .null)]
        record.tokens = [IssuedToken(.access, header: ["kid": "k"], payload: Array("{}".utf8), omitted: omitted)]
        let party = LogEvent.Party(id: "00u1", type: "User", alternateID: "al", displayName: nil)
        record.events = [LogEvent("user.session.start", failure: "f", actor: party, targets: [party])]
        return record
    }

    private static let golden = """
        01808082e288d2a30604504f535401010168022f700103713d3101014101620201020101093132372e302e302e31040001a0
        06010266310103776562010764656661756c740102616c010870617373776f726401066f70656e6964010102030405060708
        090a0b0c0d0e0f10010362616401044261642e0103726f7701017701017201187b2266697874757265223a7b227573657273
        223a5b5d7d7d0102706f010179010272750000016e0106616363657373010b7b226b6964223a226b227d01027b7d02016100
        0101730162010112757365722e73657373696f6e2e737461727401016601043030753104557365720102616c000104303075
        3104557365720102616c000101014301640103020180897a
        """

    @Test func `the bytes of an exchange stay what they are`() throws {
        let request = HTTPRequest(
            method: .post,
            scheme: .https,
            authority: "h",
            path: "/p",
            query: "q=1",
            fields: ["A": "b"],
            body: [1, 2],
            hasBodyFraming: true,
            peer: "127.0.0.1"
        )
        let outcome = ExchangeOutcome(.badRequest, Self.record, fault: "f1")
        let answer = RecordedAnswer(HTTPResponse(.badRequest, fields: ["C": "d"], body: [3]), taking: .seconds(1))
        let journal = Journal()
        _ = journal.append(request, at: Self.time, outcome, answer)
        #expect(journal.stored.map(GoldenRecord.text) == [GoldenRecord.text(GoldenRecord(Self.golden).bytes)])
        try GoldenRecord(Self.golden).check(StoredExchange.self, properties: 2)
    }

    @Test func `fields are stored in UTF-8, whatever bytes a client has sent`() throws {
        var fields: HTTPFields = ["A": "b", "C": "", "D": "\u{e9}", "E": "\0"]
        fields.append("F") { $0 += [0xE9, 0x2D] }
        var writer = RecordWriter()
        writer.write(fields)
        let stored: [UInt8] = [
            5, 1, 0x41, 1, 0x62, 1, 0x43, 0, 1, 0x44, 2, 0xC3, 0xA9, 1, 0x45, 1, 0, 1, 0x46, 3, 0xC3, 0xA9, 0x2D,
        ]
        #expect(writer.bytes == stored)
        var reader = RecordReader(writer.bytes)
        let read: HTTPFields = try reader.read()
        #expect(read.fields == fields.fields)
    }
}
