import MockOktaEngine
import MockOktaModel

/// What the org is, until a reset.
extension OrgController {
    /// Plays another org from the next request on; what has been issued stays.
    ///
    /// - Parameter fixtures: the whole org.
    /// - Returns: what the fixtures give cause to remark, a line each.
    /// - Throws: what is wrong with the fixtures; the org stays what it was.
    @discardableResult
    public func replaceFixtures(with fixtures: MockOktaServer.Fixtures) throws(SteeringError) -> [String] {
        let org = try LoadedOrg.steering(fixtures)
        handle.tenant.replace(org.organization)
        return org.warnings
    }

    /// Lays fixtures over the present org, as a later file lies over earlier ones.
    ///
    /// ```swift
    /// try okta.patchFixtures(with: .json(#"{users: [{profile: {login: "new@example.com"}}]}"#))
    /// ```
    ///
    /// - Parameter fixtures: objects to add or to replace by id, else by client_id, login or name;
    ///   `{id: "…", $delete: true}` removes one.
    /// - Returns: what the fixtures give cause to remark, a line each.
    /// - Throws: what is wrong with the fixtures; the org stays what it was.
    @discardableResult
    public func patchFixtures(with fixtures: MockOktaServer.Fixtures) throws(SteeringError) -> [String] {
        let org = try LoadedOrg.steering(fixtures, over: handle.tenant.organization)
        handle.tenant.replace(org.organization)
        return org.warnings
    }
}

extension LoadedOrg {
    /// Reads fixtures for a running server.
    static func steering(
        _ fixtures: MockOktaServer.Fixtures,
        over present: Organization? = nil
    ) throws(SteeringError) -> LoadedOrg {
        do throws(MockOktaError) {
            return try LoadedOrg(fixtures, over: present)
        } catch {
            throw .fixtures(error)
        }
    }
}
