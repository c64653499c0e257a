import MockOktaEngine
import MockOktaTestSupport
import Testing

/// The bytes of a snapshot that processes share.
@Suite struct StoredSnapshotTests {
    /// Version; frozen clock; timeline with a move back and an ended user; org of one file over that of the start; a
    /// rotation of one key; no faults; an outbox of one message; an exchange; a store of one record.
    private static let golden = """
        01
        01 808082e288d2a306
        01 01 0001 808082e288d2a306 01 00 0430307531 01 0001
        02aabb 01 01 0170 027b7d 01 00
        01 0764656661756c74 01 016b 0170 04 808082e288d2a306 01ff
        16 7b226c617374223a302c226661756c7473223a5b5d7d
        02 01 02 808082e288d2a306 05656d61696c 0161 0175 087265636f76657279 0173 0174 01 0163 00
        01 020102
        01 066772616e7473 01 0102030405060708090a0b0c0d0e0f10 808082e288d2a306 0107
        """

    @Test func `the bytes of a snapshot stay what they are`() throws {
        try GoldenRecord(Self.golden).check(StoredSnapshot.self, properties: 7)
    }
}
