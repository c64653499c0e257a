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
    package var tenant: Tenant { tenants.tenant(name) ?? tenants.unmade }

    var operations: ControlOperations { ControlOperations(tenant, urls: urls) }

    var issuer: String {
        let organization = tenant.organization
        let servers = organization.contents.authorizationServers
        let server = organization.authorizationServer(at: "default") ?? servers.first ?? organization.contents.orgServer
        return urls.front + server.issuerPath
    }
}
