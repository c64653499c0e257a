import MockOktaControl
package import MockOktaEngine
import MockOktaIssuing
import MockOktaModel

/// Identifies an org of a running server.
///
/// The methods of ``OrgController`` use it.
public struct OrgReference: Sendable {
    let tenants: Tenants
    /// Nil for the main org.
    let name: String?
    let urls: BaseURLs

    /// Looked up for each call, because an org can be replaced by a new one of the same name.
    package var tenant: Tenant {
        inMemory { () throws(Refusal) in
            if let tenant = try tenants.tenant(name) { return tenant }
            return try tenants.unmade()
        }
    }

    /// Runs an operation on the stores of a server of this library, which are in memory.
    func inMemory<Result>(_ operation: () throws(Refusal) -> Result) -> Result {
        do throws(Refusal) {
            return try operation()
        } catch {
            preconditionFailure("a store in memory does not fail: \(error.why)")
        }
    }

    /// Removes faults; see `inMemory`.
    func changeFaults(_ change: (FaultRegistry) -> Void) {
        do throws(ControlError) {
            try tenant.changeFaults { faults in change(faults) }
        } catch {
            preconditionFailure("a store in memory does not fail: \(error.message)")
        }
    }

    var operations: ControlOperations { ControlOperations(tenant, urls: urls) }

    var issuer: String {
        let organization = tenant.organization
        let servers = organization.contents.authorizationServers
        let server = organization.authorizationServer(at: "default") ?? servers.first ?? organization.contents.orgServer
        return urls.front + server.issuerPath
    }
}
