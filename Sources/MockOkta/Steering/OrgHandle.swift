import MockOktaControl
import MockOktaEngine
import MockOktaIssuing
import MockOktaModel

/// An org inside its server, for the calls that steer it; of no use elsewhere.
public struct OrgHandle: Sendable {
    let tenants: Tenants
    /// Nil for the main org.
    let name: String?
    let urls: BaseURLs

    /// Looked up anew each time, for an org beside the main one can be made anew under its name.
    var tenant: Tenant { tenants.tenant(name) }

    var steering: ControlOperations { ControlOperations(tenant, urls: urls) }

    var issuer: String {
        let organization = tenant.organization
        let servers = organization.contents.authorizationServers
        let server = organization.authorizationServer(at: "default") ?? servers.first ?? organization.contents.orgServer
        return urls.front + server.issuerPath
    }
}
