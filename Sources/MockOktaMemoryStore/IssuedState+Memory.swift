package import MockOktaModel

extension IssuedState {
    /// Empty stores in the memory of this process.
    package static func inMemory() -> IssuedState {
        IssuedState(
            grants: MemoryStore(),
            sessions: MemoryStore(),
            consents: MemoryStore(),
            sessionTokens: MemoryStore(),
            revocations: MemoryStore(),
            spent: MemoryStore(),
            pushedRequests: MemoryStore(),
            decoupled: MemoryStore(),
            userCodes: MemoryStore(),
            clientCounts: MemoryStore(),
            deviceSecrets: MemoryStore(),
            signIns: MemoryStore(),
            failedAttempts: MemoryStore()
        )
    }
}
