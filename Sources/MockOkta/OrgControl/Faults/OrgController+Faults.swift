import MockOktaControl
import MockOktaEngine
import MockOktaModel

/// Faults.
extension OrgController {
    /// Adds a fault.
    ///
    /// The first fault that matches a request acts on it. After a fault that only delays or sets header fields, the
    /// next one may act too.
    ///
    /// - Parameter fault: its effect, and the requests it matches.
    /// - Returns: the active fault, to count its hits and to remove it.
    /// - Throws: an error where a member has a value that is not allowed, such as an unknown OAuth error.
    @discardableResult
    public func inject(_ fault: Fault) throws(OrgControlError) -> InjectedFault {
        let reference = reference
        let id = try OrgControlError.translating { () throws(ControlError) in
            let limit = reference.tenant.organization.settings.limit(.faults)
            return try reference.tenant.changeFaults { (faults) throws(ControlError) in
                try faults.add(fault.controlRequest, limit: limit)
            }
        }
        return InjectedFault(id: id, reference: reference)
    }

    /// Removes all faults, including those added over HTTP.
    public func removeFaults() {
        reference.changeFaults { $0.removeAll() }
    }
}

/// A fault that is active until it is removed or the org is reset.
public struct InjectedFault: Sendable, Identifiable {
    /// Its id in the journal and the control API, such as `f1`.
    public let id: String
    let reference: OrgReference

    /// The number of requests it has acted on; 0 after it was removed.
    public var hits: Int { reference.tenant.faults.count(of: id)?.hits ?? 0 }

    /// The number of requests it will still act on; nil without a limit, 0 after it was removed.
    public var remaining: Int? {
        guard let count = reference.tenant.faults.count(of: id) else { return 0 }
        return count.remaining
    }

    /// The latest requests that it nearly matches, at most three; none where it has acted.
    public var nearest: [NearMissedRequest] {
        let tenant = reference.tenant
        return tenant.faults.nearest(to: id, in: tenant.journal, tenant.snapshot(reference.urls)).map(
            NearMissedRequest.init
        )
    }

    /// Removes it.
    public func remove() {
        reference.changeFaults { $0.remove(id) }
    }
}
