import MockOktaFormats
import MockOktaModel
import Testing

/// The bytes of records in stores outside the process: a change of them needs a new version.
@Suite struct RecordCodingTests {
    struct Sample: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let encoded: [UInt8]
        /// Reads bytes as such a record and writes it again.
        let again: @Sendable ([UInt8]) throws -> [UInt8]
        /// The number of stored properties.
        let properties: Int
        let golden: String

        init<Record: RecordCoding>(_ record: Record, properties: Int, _ golden: String) {
            testDescription = "\(Record.self)"
            encoded = record.encoded
            again = { try Record(encoded: $0).encoded }
            self.properties = Mirror(reflecting: record).children.count == properties ? properties : -1
            self.golden = golden
        }
    }

    private static func text(_ bytes: [UInt8]) -> String {
        String(decoding: bytes.flatMap { [$0 >> 4, $0 & 0xF].map(Hexadecimal.lowerCaseDigit) }, as: UTF8.self)
    }

    @Test(arguments: samples)
    func `the bytes of a record stay what they are`(sample: Sample) throws {
        #expect(Self.text(sample.encoded) == sample.golden)
        #expect(try sample.again(sample.encoded) == sample.encoded)
    }

    @Test(arguments: samples)
    func `every stored property is written: a further one needs a new version`(sample: Sample) {
        #expect(sample.properties >= 0)
    }

    @Test(arguments: samples)
    func `what is cut, too long or of another version is refused`(sample: Sample) {
        for count in 0..<sample.encoded.count {
            #expect(throws: RecordCodingError.self) { try sample.again(Array(sample.encoded.prefix(count))) }
        }
        #expect(throws: RecordCodingError.self) { try sample.again(sample.encoded + [0]) }
        let version = sample.encoded.first ?? 0
        let text = "a \(sample.testDescription) has version 9, this program reads version \(version)"
        #expect(throws: RecordCodingError(text)) { try sample.again([9] + sample.encoded.dropFirst()) }
    }

    @Test(arguments: [
        (0, "00"), (1, "02"), (-1, "01"), (63, "7e"), (64, "8001"), (Int64.max, "feffffffffffffffff01"),
        (Int64.min, "ffffffffffffffffff01"),
    ])
    func `numbers take seven bits in each byte, the sign last`(number: Int64, golden: String) throws {
        var writer = RecordWriter()
        writer.write(number)
        #expect(Self.text(writer.bytes) == golden)
        var reader = RecordReader(writer.bytes)
        #expect(try reader.read() == number)
    }

    @Test(arguments: [
        [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02], [0x80] as [UInt8],
        [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01],
    ])
    func `a number beyond 64 bits, or without an end, is refused`(bytes: [UInt8]) {
        var reader = RecordReader(bytes)
        #expect(throws: RecordCodingError.self) { try reader.number() }
    }

    @Test func `a sign-in that is read is equal to the one that was written`() throws {
        func transaction(_ state: String) -> SignInTransaction {
            let request = InteractionRequest(
                clientID: "native-app",
                serverID: AuthorizationServerID(rawValue: "default"),
                redirectURI: "com.example:/cb",
                scopes: ["openid"],
                areDefaultScopes: false,
                state: state,
                nonce: nil,
                codeChallenge: "c",
                contextClass: nil
            )
            return SignInTransaction(.signIn, .password, .interaction(request), created: Instant(seconds: 1))
        }
        let read = try SignInTransaction(encoded: transaction("s-1").encoded)
        #expect(read == transaction("s-1"))
        #expect(read.hashValue == transaction("s-1").hashValue)
        #expect(read != transaction("s-2"))
    }

    @Test func `a text that is not UTF-8, an unknown word and a wrong truth value are refused`() {
        var text = RecordReader([1, 0xFF])
        #expect(throws: RecordCodingError("a text of the record is not UTF-8")) { try text.read() as String }
        var word = RecordReader([1, 0x78])
        #expect(throws: RecordCodingError("x is no GrantType that this program knows")) {
            try word.read() as GrantType
        }
        var truth = RecordReader([2])
        #expect(throws: RecordCodingError("2 is no Bool that this program knows")) { try truth.read() as Bool }
    }
}
