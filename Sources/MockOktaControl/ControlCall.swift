package import MockOktaHTTP
package import MockOktaIssuing
import MockOktaModel

/// One call of the control API: what came in, and what it may steer.
package struct ControlCall: Sendable {
    let request: HTTPRequest
    /// How the tenant's URLs begin.
    let urls: BaseURLs
    /// The double's own origin, from which its console may call.
    let origin: String
    let tenant: any ControlledTenant
    let orgs: any ControlledOrgs
    let access: ControlAccess

    package init(
        _ request: HTTPRequest,
        urls: BaseURLs,
        origin: String,
        tenant: any ControlledTenant,
        orgs: any ControlledOrgs,
        access: ControlAccess
    ) {
        self.request = request
        self.urls = urls
        self.origin = origin
        self.tenant = tenant
        self.orgs = orgs
        self.access = access
    }

    var world: World { tenant.world(urls) }

    /// A server by the word in its URL or its id; `org` is the org's own.
    func server(_ name: String, field: String = "server") throws(ControlError) -> AuthorizationServer {
        let organization = tenant.organization
        let orgServer = organization.contents.orgServer
        if name == "org" || name == orgServer.id.rawValue { return orgServer }
        guard let server = organization.authorizationServer(at: name) else {
            let known = organization.contents.authorizationServers.compactMap(\.address)
            throw ControlError(.badValue, field: field, "there is no server \(name)", allowed: known + ["org"])
        }
        return server
    }

    func user(_ login: String, field: String = "user") throws(ControlError) -> User {
        let organization = tenant.organization
        guard let user = organization.user(login: login) ?? organization.user(UserID(rawValue: login)) else {
            let known = organization.contents.users.prefix(20).map(\.login)
            throw ControlError(.badValue, field: field, "there is no user \(login)", allowed: Array(known))
        }
        return user
    }
}
