import MockOktaEngine
import MockOktaTestSupport
import Testing

/// The bytes of the records of changed objects and of what is to be ended.
@Suite struct StoredChangeTests {
    /// Version; place 3; collection `users`; id `00u`; added; `{"id":"00u"}`.
    private static let change = "01 06 01 05 7573657273 03 303075 01 0c 7b226964223a22303075227d"
    /// Version; the assignment of a user to a client.
    private static let endings = "01 01 03 01 75 01 63"

    @Test func `the bytes of a changed object stay what they are`() throws {
        try GoldenRecord(Self.change).check(StoredChange.self, properties: 2)
    }

    @Test func `the bytes of what is to be ended stay what they are`() throws {
        try GoldenRecord(Self.endings).check(StoredEndings.self, properties: 1)
    }
}
