package import MockOktaModel
import Testing

/// What the engine of every store must do with a batch of changes, one case for each requirement.
package enum BatchConformance: String, CaseIterable, CustomTestStringConvertible, Sendable {
    case changesSeveralStores = "changes records of several stores"
    case refusesAll = "changes nothing where a use is refused, wherever it stands"
    case followsItself = "gives each change what the ones before it have left"
    case knowsDeadlines = "finds no record at its deadline"
    case takesOnce = "lets one of several batches that race take a record"
    case losesNothing = "loses no change of a race"
    case reclaims = "removes records that have expired, so that a store which only batches write to does not only grow"

    package var testDescription: String { rawValue }

    private static let now = Instant(seconds: 1_700_000_000)
    private static let refusal = Refusal(.invalidRequestURI, why: "there is no such record")

    private var now: Instant { Self.now }

    /// Checks the requirement on an engine of its own.
    package func check(_ engine: any RecordEngine) async throws {
        let state = IssuedState(engine)
        switch self {
        case .changesSeveralStores: try changesSeveralStores(state)
        case .refusesAll: try refusesAll(state)
        case .followsItself: try followsItself(state)
        case .knowsDeadlines: try knowsDeadlines(state)
        case .takesOnce: try await takesOnce(state)
        case .losesNothing: try await losesNothing(state)
        case .reclaims: try reclaims(state)
        }
    }

    private func key(_ number: Int) -> RecordKey { RecordKey([UInt8(truncatingIfNeeded: number), 1, 2, 3]) }

    private func changesSeveralStores(_ state: IssuedState) throws {
        try state.clientCounts.insert(5, for: key(1), expires: now + .seconds(10), at: now)
        try state.spent.insert(Tombstone(), for: key(2), expires: now + .seconds(10), at: now)
        var batch = RecordBatch()
        batch.insert(7, for: key(3), in: state.failedAttempts, expires: now + .seconds(20))
        batch.update(key(1), of: state.clientCounts) { $0?.record += 1 }
        batch.take(key(2), of: state.spent, orElse: Self.refusal)
        batch.remove(key(4), of: state.clientCounts)
        try state.commit(batch, at: now)
        #expect(try state.clientCounts.record(key(1), at: now) == 6)
        #expect(try state.spent.record(key(2), at: now) == nil)
        #expect(try state.failedAttempts.record(key(3), at: now + .seconds(19)) == 7)
        #expect(try state.failedAttempts.record(key(3), at: now + .seconds(20)) == nil)
        #expect(try state.clientCounts.record(key(1), at: now + .seconds(10)) == nil)
    }

    private func refusesAll(_ state: IssuedState) throws {
        for refused in 0...3 {
            try state.clientCounts.insert(5, for: key(1), expires: now + .seconds(10), at: now)
            var batch = RecordBatch()
            batch.insert(9, for: key(3), in: state.failedAttempts, expires: now + .seconds(10))
            for use in 0...3 {
                if use == refused {
                    batch.take(key(4), of: state.spent, orElse: Self.refusal)
                } else {
                    // Removes the record where there is one, else creates it.
                    batch.use(key(use + 1), of: state.clientCounts) { entry in
                        entry = entry == nil ? Expiring(8, expires: Self.now + .seconds(10)) : nil
                    }
                }
            }
            #expect(throws: Self.refusal) { try state.commit(batch, at: now) }
            #expect(try (1...4).map { try state.clientCounts.record(key($0), at: now) } == [5, nil, nil, nil])
            #expect(try state.failedAttempts.record(key(3), at: now) == nil)
        }
    }

    private func followsItself(_ state: IssuedState) throws {
        var batch = RecordBatch()
        batch.insert(1, for: key(1), in: state.clientCounts, expires: now + .seconds(10))
        batch.update(key(1), of: state.clientCounts) { $0?.record += 10 }
        batch.use(key(1), of: state.clientCounts) { (entry) throws(Refusal) in
            guard entry == nil else { throw Self.refusal }
        }
        try state.commit(batch, at: now)
        #expect(try state.clientCounts.record(key(1), at: now) == 11)
    }

    private func knowsDeadlines(_ state: IssuedState) throws {
        try state.clientCounts.insert(5, for: key(1), expires: now + .seconds(10), at: now)
        var batch = RecordBatch()
        batch.take(key(1), of: state.clientCounts, orElse: Self.refusal)
        batch.insert(6, for: key(2), in: state.clientCounts, expires: now + .seconds(30))
        #expect(throws: Self.refusal) { try state.commit(batch, at: now + .seconds(10)) }
        #expect(try state.clientCounts.record(key(2), at: now + .seconds(10)) == nil)
    }

    private func takesOnce(_ state: IssuedState) async throws {
        try state.spent.insert(Tombstone(), for: key(0), expires: now + .seconds(10), at: now)
        let won = try await race { number -> Bool in
            var batch = RecordBatch()
            batch.take(key(0), of: state.spent, orElse: Self.refusal)
            batch.insert(number, for: key(number + 1), in: state.clientCounts, expires: now + .seconds(10))
            do throws(Refusal) {
                try state.commit(batch, at: now)
                return true
            } catch {
                #expect(error == Self.refusal)
                return false
            }
        }
        let written = try (0..<8).map { try state.clientCounts.record(key($0 + 1), at: now) != nil }
        #expect(won.count { $0 } == 1)
        #expect(written.count { $0 } == 1)
    }

    private func losesNothing(_ state: IssuedState) async throws {
        try state.clientCounts.insert(0, for: key(0), expires: now + .seconds(10), at: now)
        try await race { number in
            for _ in 0..<100 {
                var batch = RecordBatch()
                batch.update(key(0), of: state.clientCounts) { $0?.record += 1 }
                batch.update(key(number), of: state.failedAttempts) { entry in
                    entry = Expiring((entry?.record ?? 0) + 1, expires: Self.now + .seconds(10))
                }
                try state.commit(batch, at: now)
            }
        }
        #expect(try state.clientCounts.record(key(0), at: now) == 800)
        for number in 0..<8 { #expect(try state.failedAttempts.record(key(number), at: now) == 100) }
    }

    private func reclaims(_ state: IssuedState) throws {
        for number in 0..<600 {
            let instant = now + .seconds(number < 300 ? 0 : 10)
            let key = RecordKey([UInt8(number >> 8), UInt8(number & 255)])
            var batch = RecordBatch()
            batch.insert(number, for: key, in: state.clientCounts, expires: instant + .seconds(10))
            batch.insert(number, for: key, in: state.failedAttempts, expires: instant + .seconds(10))
            try state.commit(batch, at: instant)
        }
        for records in [state.clientCounts, state.failedAttempts] {
            var count = 0
            try records.forEach(at: now) { _, _ in count += 1 }
            // The live ones, and what one removal in 64 writes has not come to.
            #expect((300..<364).contains(count))
        }
    }

    /// Runs a body eight times at once and returns what each run gave, in any order.
    @discardableResult
    private func race<Result: Sendable>(
        _ body: @escaping @Sendable (Int) throws -> Result
    ) async throws -> [Result] {
        try await withThrowingTaskGroup(of: Result.self) { group in
            for number in 0..<8 { group.addTask { try body(number) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }
}
