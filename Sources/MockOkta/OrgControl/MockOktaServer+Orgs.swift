import MockOktaControl
import MockOktaEngine
import MockOktaIssuing
import MockOktaModel

extension MockOktaServer: OrgController {
    /// The main org.
    public var reference: OrgReference { OrgReference(tenants: tenants, name: nil, urls: baseURLs) }

    /// The isolated org of a name.
    ///
    /// The first use of the name creates it, with the main org's fixtures, clock and keys.
    ///
    /// - Parameter name: at most 63 lowercase letters, digits, `-` and `_`.
    /// - Returns: the org; its endpoints are below ``MockOktaOrg/url``.
    /// - Throws: an error where the name is not allowed.
    public func org(_ name: String) throws(OrgControlError) -> MockOktaOrg {
        guard OrgName.isValid(name) else {
            throw .refused(
                field: "name",
                message: "\(name) is not allowed: name must consist of at most 63 lowercase letters, digits, - and _",
                allowed: []
            )
        }
        let isMade = reference.inMemory { () throws(Refusal) in try tenants.tenant(name) != nil }
        guard isMade else { throw OrgControlError(.tooManyOrgs(tenants.limit)) }
        let path = "/t/" + name
        let urls = BaseURLs(front: baseURLs.front + path, back: baseURLs.back + path)
        return MockOktaOrg(
            name: name,
            url: url + path,
            reference: OrgReference(tenants: tenants, name: name, urls: urls)
        )
    }

    /// Creates an isolated org with its own fixtures; it replaces one of the same name.
    ///
    /// - Parameters:
    ///   - name: at most 63 lowercase letters, digits, `-` and `_`.
    ///   - fixtures: its fixtures.
    /// - Returns: the org.
    /// - Throws: an error where the name is not allowed or the fixtures have errors.
    public func org(_ name: String, fixtures: Fixtures) throws(OrgControlError) -> MockOktaOrg {
        let organization = try LoadedOrg.forRunningServer(fixtures).organization
        let org = try org(name)
        let isMade = reference.inMemory { () throws(Refusal) in try tenants.create(name, playing: organization) }
        guard isMade else {
            throw OrgControlError(.tooManyOrgs(tenants.limit))
        }
        return org
    }

    /// The names of the isolated orgs, sorted.
    public var orgNames: [String] { tenants.names }

    /// Removes an isolated org; the next request to it creates a new one.
    ///
    /// - Parameter name: the name of the org.
    /// - Throws: an error where no org has this name.
    public func removeOrg(_ name: String) throws(OrgControlError) {
        guard reference.inMemory({ () throws(Refusal) in try tenants.remove(name) }) else {
            throw .refused(field: "name", message: "there is no org \(name)", allowed: tenants.names)
        }
    }
}
