package import MockOktaModel
import Testing

/// What every store must do, one case for each requirement: the suite of a store runs them all as named tests.
package enum StoreConformance: String, CaseIterable, CustomTestStringConvertible, Sendable {
    case keepsWhatIsWritten = "keeps what is written, and what an update leaves"
    case forgetsAtTheDeadline = "forgets a record at its deadline"
    case staysForgotten = "keeps a reclaimed record forgotten when the clock goes back"
    case followsADeadline = "follows a deadline that an update moves"
    case reclaimsAllAtOnce = "reclaims all that expire in one instant"
    case visitsTheLiving = "visits live records only, and none after removing all"
    case restoresASnapshot = "restores a snapshot as often as asked, but nothing that has expired since"
    case countsEveryUpdate = "loses no update of a race"
    case keepsKeysApart = "keeps keys apart that differ in one byte"
    case insertsOnce = "lets one of several updates that race insert"

    package typealias MakeStore = @Sendable () -> any RecordStore<Int>

    package var testDescription: String { rawValue }

    private static let now = Instant(seconds: 1_700_000_000)

    /// Checks the requirement on a store of its own.
    package func check(_ makeStore: MakeStore) async throws {
        let store = Records(makeStore(), name: "numbers")
        switch self {
        case .keepsWhatIsWritten: try keepsWhatIsWritten(store)
        case .forgetsAtTheDeadline: try forgetsAtTheDeadline(store)
        case .staysForgotten: try staysForgotten(store)
        case .followsADeadline: try followsADeadline(store)
        case .reclaimsAllAtOnce: try reclaimsAllAtOnce(store)
        case .visitsTheLiving: try visitsTheLiving(store)
        case .restoresASnapshot: try restoresASnapshot(store)
        case .countsEveryUpdate: try await countsEveryUpdate(store)
        case .keepsKeysApart: try keepsKeysApart(store)
        case .insertsOnce: try await insertsOnce(store)
        }
    }

    private var now: Instant { Self.now }

    private func key(_ number: UInt8) -> RecordKey { RecordKey([number, 1, 2, 3, 4, 5, 6, number]) }

    private func keepsWhatIsWritten(_ store: Records<Int>) throws {
        try store.insert(1, for: key(1), expires: now + .seconds(10), at: now)
        #expect(try store.record(key(1), at: now) == 1)
        #expect(try store.record(key(2), at: now) == nil)
        try store.update(key(1), at: now) { $0?.record = 5 }
        #expect(try store.record(key(1), at: now) == 5)
        try store.remove(key(1), at: now)
        #expect(try store.record(key(1), at: now) == nil)
    }

    private func forgetsAtTheDeadline(_ store: Records<Int>) throws {
        try store.insert(1, for: key(1), expires: now + .seconds(10), at: now)
        #expect(try store.record(key(1), at: now + .seconds(9)) == 1)
        #expect(try store.record(key(1), at: now + .seconds(10)) == nil)
    }

    private func staysForgotten(_ store: Records<Int>) throws {
        try store.insert(1, for: key(1), expires: now + .seconds(10), at: now)
        try store.reclaim(at: now + .seconds(10))
        #expect(try store.record(key(1), at: now) == nil)
    }

    private func followsADeadline(_ store: Records<Int>) throws {
        try store.insert(1, for: key(1), expires: now + .seconds(10), at: now)
        try store.update(key(1), at: now) { $0?.expires = Self.now + .seconds(100) }
        try store.reclaim(at: now + .seconds(50))
        #expect(try store.record(key(1), at: now + .seconds(50)) == 1)
        try store.reclaim(at: now + .seconds(100))
        #expect(try store.record(key(1), at: now) == nil)
    }

    private func reclaimsAllAtOnce(_ store: Records<Int>) throws {
        for number in 0..<200 { try store.insert(number, for: key(UInt8(number)), expires: now + .seconds(1), at: now) }
        try store.reclaim(at: now + .seconds(1))
        for number in 0..<200 { #expect(try store.record(key(UInt8(number)), at: now) == nil) }
    }

    private func visitsTheLiving(_ store: Records<Int>) throws {
        try store.insert(1, for: key(1), expires: now + .seconds(1), at: now)
        try store.insert(2, for: key(2), expires: now + .seconds(9), at: now)
        var visited: [Int] = []
        try store.forEach(at: now + .seconds(5)) { _, record in visited.append(record) }
        #expect(visited == [2])
        try store.forEach(at: now + .seconds(9)) { _, record in visited.append(record) }
        #expect(visited == [2])
        try store.removeAll()
        #expect(try store.record(key(2), at: now) == nil)
    }

    private func restoresASnapshot(_ store: Records<Int>) throws {
        try store.insert(1, for: key(1), expires: now + .seconds(10), at: now)
        try store.insert(2, for: key(2), expires: now + .seconds(10), at: now)
        let restore = try store.snapshot()
        for _ in 0..<2 {
            try store.update(key(1), at: now) { $0?.record = 5 }
            try store.remove(key(2), at: now)
            try store.insert(3, for: key(3), expires: now + .seconds(10), at: now)
            try restore()
            #expect(try (1...3).map { try store.record(key($0), at: now) } == [1, 2, nil])
        }
        try store.reclaim(at: now + .seconds(10))
        try restore()
        #expect(try store.record(key(1), at: now + .seconds(10)) == nil)
    }

    private func keepsKeysApart(_ store: Records<Int>) throws {
        let keys = [[1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 3, 4, 5, 6, 7, 9], [0, 2, 3, 4, 5, 6, 7, 8]].map { RecordKey($0) }
        for (value, key) in keys.enumerated() { try store.insert(value, for: key, expires: now + .seconds(1), at: now) }
        #expect(try keys.map { try store.record($0, at: now) } == [0, 1, 2])
    }

    private func countsEveryUpdate(_ store: Records<Int>) async throws {
        let (key, now) = (key(1), now)
        try store.insert(0, for: key, expires: now + .seconds(1), at: now)
        try await race { _ in for _ in 0..<500 { try store.update(key, at: now) { $0?.record += 1 } } }
        #expect(try store.record(key, at: now) == 4_000)
    }

    private func insertsOnce(_ store: Records<Int>) async throws {
        let (key, now) = (key(1), now)
        let winners = try await race { number in
            try store.update(key, at: now) { entry in
                guard entry == nil else { return 0 }
                entry = Expiring(number, expires: now + .seconds(1))
                return 1
            }
        }
        #expect(winners.reduce(0, +) == 1)
    }

    /// Runs a body eight times at once and returns what each run gave.
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
