package import MockOktaModel

/// Stores in the memory of this process.
private struct MemoryEngine: RecordEngine {
    func store<Record: Sendable>(_ name: String) -> any RecordStore<Record> { MemoryStore<Record>() }
}

extension IssuedState {
    /// Empty stores in the memory of this process.
    package static func inMemory() -> IssuedState { IssuedState(MemoryEngine()) }
}
