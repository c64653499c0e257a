package import MockOktaFormats
import MockOktaHTTP
package import MockOktaModel
import MockOktaSystem

/// The faults of a tenant, in the order in which they were made.
package final class FaultRegistry: Sendable {
    package struct Contents: Sendable {
        fileprivate var faults: [Fault] = []
        fileprivate var lastNumber = 0

        package init() {}
    }

    private let book = Lock(Contents())

    package init() {}

    package var isEmpty: Bool { book.withLock { $0.faults.isEmpty } }

    /// The first fault that acts on a request; a delay, header fields and a limit with room let the next one act too.
    package func take(_ facts: RequestFacts, at now: Instant, seed: UInt64) -> TriggeredFault? {
        book.withLock { book in
            var earlier: TriggeredFault?
            for index in book.faults.indices {
                guard var fired = book.faults[index].act(on: facts, at: now, seed: seed) else { continue }
                if let earlier { fired.join(earlier) }
                guard fired.letsOthersAct else { return fired }
                // Of those that did nothing but come along, the first one is told.
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

    func add(_ body: ControlBody) throws(ControlError) -> Fault {
        try book.withLock { book throws(ControlError) in
            let fault = try Fault(body, id: "f\(book.lastNumber + 1)")
            book.lastNumber += 1
            book.faults.append(fault)
            return fault
        }
    }

    /// Adds a fault.
    ///
    /// - Parameter order: the members of a request to `/_mock/faults`.
    /// - Returns: its id.
    /// - Throws: which member is wrong, and what is allowed.
    package func add(_ order: JSONObject) throws(ControlError) -> String {
        try add(ControlBody(order, allowed: Fault.members)).id
    }

    /// How often a fault has acted, and how often it still will; nil when there is none of that id.
    package func count(of id: String) -> FaultCount? { all.first { $0.id == id }?.count }

    var all: [Fault] { book.withLock { $0.faults } }

    package func removeAll() {
        book.withLock { $0.faults = [] }
    }

    /// False when there is none of that id.
    @discardableResult
    package func remove(_ id: String) -> Bool {
        book.withLock { book in
            let count = book.faults.count
            book.faults.removeAll { $0.id == id }
            return book.faults.count < count
        }
    }
}

/// `/_mock/faults`.
enum FaultControl {
    static func add(_ request: HTTPRequest, _ faults: FaultRegistry) throws(ControlError) -> HTTPResponse {
        let fault = try faults.add(ControlBody(request, allowed: Fault.members))
        return ControlAnswer.json(.created, fault.json)
    }

    static func list(_ faults: FaultRegistry) -> HTTPResponse {
        ControlAnswer.json(.ok, ["faults": .array(faults.all.map(\.json))])
    }

    static func removeAll(_ faults: FaultRegistry) -> HTTPResponse {
        faults.removeAll()
        return HTTPResponse(.noContent)
    }

    static func remove(_ id: String, _ faults: FaultRegistry) throws(ControlError) -> HTTPResponse {
        guard faults.remove(id) else { throw ControlError(.notFound, "there is no fault \(id)") }
        return HTTPResponse(.noContent)
    }
}
