package import MockOktaFormats
package import MockOktaIssuing
package import MockOktaModel
import MockOktaSystem

/// The faults of a tenant, in the order in which they were added.
package final class FaultRegistry: Sendable {
    package struct Contents: Sendable {
        var faults: [FaultRule] = []
        var lastNumber = 0

        package init() {}

        package var isEmpty: Bool { faults.isEmpty && lastNumber == 0 }
    }

    private let book = Lock(Contents())

    package init() {}

    package var isEmpty: Bool { book.withLock { $0.faults.isEmpty } }

    /// Returns the first fault that acts on a request.
    ///
    /// After a delay, header fields or a limit that is not exhausted, the next fault may act too.
    package func take(_ facts: RequestFacts, at now: Instant, seed: UInt64) -> TriggeredFault? {
        book.withLock { book in
            var earlier: TriggeredFault?
            for index in book.faults.indices {
                guard var fired = book.faults[index].act(on: facts, at: now, seed: seed) else { continue }
                if let earlier { fired.join(earlier) }
                guard fired.letsOthersAct else { return fired }
                // Of several faults that leave the answer alone, the journal names the first.
                if let earlier { fired.id = earlier.id }
                earlier = fired
            }
            return earlier
        }
    }

    package var contents: Contents { book.withLock { $0 } }

    package func restore(_ contents: Contents) {
        book.withLock { $0 = contents }
    }

    /// Adds a fault; where there are too many, those that will not act any more are removed first.
    func add(_ body: ControlBody, limit: Int) throws(ControlError) -> FaultRule {
        try book.withLock { book throws(ControlError) in
            if book.faults.count >= limit { book.faults.removeAll { $0.count.remaining == 0 } }
            guard book.faults.count < limit else {
                throw .tooMany("faults", .faults, limit, remedy: "remove one by DELETE /_mock/faults/{id}")
            }
            let fault = try FaultRule(body, id: "f\(book.lastNumber + 1)")
            book.lastNumber += 1
            book.faults.append(fault)
            return fault
        }
    }

    /// Adds a fault.
    ///
    /// - Parameters:
    ///   - order: the members of a request to `/_mock/faults`.
    ///   - limit: the maximum number of faults.
    /// - Returns: its id.
    /// - Throws: an error that names the wrong member and the allowed values, or the limit.
    package func add(_ order: JSONObject, limit: Int) throws(ControlError) -> String {
        try add(ControlBody(order, allowed: FaultRule.members), limit: limit).id
    }

    /// Returns how often a fault has acted and will still act; nil where no fault has this id.
    package func count(of id: String) -> FaultCount? { all.first { $0.id == id }?.count }

    /// The latest requests that a fault nearly matches; none where it has acted, or no fault has this id.
    package func nearest(to id: String, in journal: Journal, _ snapshot: OrgSnapshot) -> [NearMiss] {
        guard let fault = all.first(where: { $0.id == id }), fault.count.hits == 0 else { return [] }
        return fault.nearest(in: journal, snapshot)
    }

    var all: [FaultRule] { book.withLock { $0.faults } }

    package func removeAll() {
        book.withLock { $0.faults = [] }
    }

    /// Returns false where no fault has this id.
    @discardableResult
    package func remove(_ id: String) -> Bool {
        book.withLock { book in
            let count = book.faults.count
            book.faults.removeAll { $0.id == id }
            return book.faults.count < count
        }
    }
}
