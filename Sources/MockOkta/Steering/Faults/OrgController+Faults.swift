import MockOktaControl
import MockOktaEngine

/// Things that go wrong on purpose.
extension OrgController {
    /// Lets something go wrong from the next request on.
    ///
    /// The first fault that is about a request acts on it; one that only delays lets a further one act too.
    ///
    /// - Parameter fault: what, and on which requests.
    /// - Returns: the fault in force, which tells how often it has acted and can be removed.
    /// - Throws: when a member of it has a value that cannot be, such as an error that Okta does not know.
    @discardableResult
    public func inject(_ fault: Fault) throws(SteeringError) -> InjectedFault {
        let handle = handle
        let id = try SteeringError.translating { () throws(ControlError) in try handle.tenant.faults.add(fault.order) }
        return InjectedFault(id: id, handle: handle)
    }

    /// Removes every fault, also those made over HTTP.
    public func removeFaults() {
        handle.tenant.faults.removeAll()
    }
}

/// A fault in force, until it is removed or the org is reset.
public struct InjectedFault: Sendable, Identifiable {
    /// By which the journal and the control API know it, such as `f1`.
    public let id: String
    let handle: OrgHandle

    /// How many requests it has acted on; 0 when it is in force no longer.
    public var hits: Int { handle.tenant.faults.count(of: id)?.hits ?? 0 }

    /// How many requests it will still act on; nil for a fault without end, 0 when it is in force no longer.
    public var remaining: Int? {
        guard let count = handle.tenant.faults.count(of: id) else { return 0 }
        return count.remaining
    }

    /// Ends it; nothing happens when it has ended already.
    public func remove() {
        handle.tenant.faults.remove(id)
    }
}
