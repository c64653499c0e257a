import MockOktaFormats
package import MockOktaIssuing
import MockOktaModel

/// The operations on one org, for the control API and for the library.
package struct ControlOperations: Sendable {
    package let tenant: any ControlledTenant
    /// The base URLs of the org.
    let urls: BaseURLs

    package init(_ tenant: any ControlledTenant, urls: BaseURLs) {
        self.tenant = tenant
        self.urls = urls
    }

    var snapshot: OrgSnapshot { tenant.snapshot(urls) }

    /// An authorization server by its path segment or its id; `org` is the org server.
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

    func client(_ name: String, field: String = "client") throws(ControlError) -> Application {
        let organization = tenant.organization
        guard let client = organization.application(clientID: name) else {
            let known = organization.contents.applications.prefix(20).map(\.clientID)
            throw ControlError(.badValue, field: field, "there is no client \(name)", allowed: Array(known))
        }
        return client
    }
}
