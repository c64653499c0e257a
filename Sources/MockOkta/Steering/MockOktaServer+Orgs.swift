import MockOktaControl
import MockOktaEngine
import MockOktaIssuing

extension MockOktaServer: OrgController {
    /// What the calls that steer the main org work on.
    public var handle: OrgHandle { OrgHandle(tenants: tenants, name: nil, urls: baseURLs) }

    /// The org of a name, made when it is first spoken of, with the main org's fixtures, clock and keys.
    ///
    /// - Parameter name: small letters, digits, `-` and `_`, at most 63.
    /// - Returns: the org, which requests below ``MockOktaOrg/url`` reach.
    /// - Throws: when there can be no such name.
    public func org(_ name: String) throws(SteeringError) -> MockOktaOrg {
        guard OrgName.isValid(name) else {
            throw .refused(
                field: "name",
                message: "\(name) is no name of an org: small letters, digits, - and _, at most 63",
                allowed: []
            )
        }
        _ = tenants.tenant(name)
        let path = "/t/" + name
        let urls = BaseURLs(front: baseURLs.front + path, back: baseURLs.back + path)
        return MockOktaOrg(name: name, url: url + path, handle: OrgHandle(tenants: tenants, name: name, urls: urls))
    }

    /// The org of a name, made anew with fixtures of its own.
    ///
    /// - Parameters:
    ///   - name: small letters, digits, `-` and `_`, at most 63.
    ///   - fixtures: the org to play.
    /// - Returns: the org, in which nothing has been issued.
    /// - Throws: when there can be no such name, or what is wrong with the fixtures.
    public func org(_ name: String, fixtures: Fixtures) throws(SteeringError) -> MockOktaOrg {
        let organization = try LoadedOrg.steering(fixtures).organization
        let org = try org(name)
        tenants.create(name, playing: organization)
        return org
    }

    /// The orgs that have been spoken of, by request or by call, in the order of their names.
    public var orgNames: [String] { tenants.names }

    /// Forgets an org; the next request to it meets a new one.
    ///
    /// - Parameter name: the org's.
    /// - Throws: when there is none of that name.
    public func removeOrg(_ name: String) throws(SteeringError) {
        guard tenants.remove(name) else {
            throw .refused(field: "name", message: "there is no org \(name)", allowed: tenants.names)
        }
    }
}
