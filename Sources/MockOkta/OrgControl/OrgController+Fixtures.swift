import MockOktaEngine
import MockOktaModel

/// The fixtures of the org, until a reset.
extension OrgController {
    /// Replaces the fixtures; issued tokens and sessions stay.
    ///
    /// - Parameter fixtures: the whole org.
    /// - Returns: the warnings, one line each.
    /// - Throws: the errors of the fixtures; the org is then unchanged.
    @discardableResult
    public func replaceFixtures(with fixtures: MockOktaServer.Fixtures) throws(OrgControlError) -> [String] {
        let org = try LoadedOrg.forRunningServer(fixtures)
        reference.inMemory { () throws(Refusal) in try reference.tenant.replace(org.organization) }
        return org.warnings
    }

    /// Merges fixtures into the current ones, like a later fixture file.
    ///
    /// ```swift
    /// try okta.patchFixtures(with: .json(#"{users: [{profile: {login: "new@example.com"}}]}"#))
    /// ```
    ///
    /// - Parameter fixtures: objects to add or to replace by id, else by client_id, login or name;
    ///   `{id: "…", $delete: true}` removes one.
    /// - Returns: the warnings, one line each.
    /// - Throws: the errors of the fixtures; the org is then unchanged.
    @discardableResult
    public func patchFixtures(with fixtures: MockOktaServer.Fixtures) throws(OrgControlError) -> [String] {
        let warnings = reference.inMemory { () throws(Refusal) in
            try reference.tenant.change { present -> (Organization?, Result<[String], OrgControlError>) in
                do throws(OrgControlError) {
                    let org = try LoadedOrg.forRunningServer(fixtures, over: present)
                    return (org.organization, .success(org.warnings))
                } catch {
                    return (nil, .failure(error))
                }
            }
        }
        return try warnings.get()
    }
}

extension LoadedOrg {
    /// Reads fixtures for a running server.
    static func forRunningServer(
        _ fixtures: MockOktaServer.Fixtures,
        over present: Organization? = nil
    ) throws(OrgControlError) -> LoadedOrg {
        do throws(MockOktaError) {
            return try LoadedOrg(fixtures, over: present)
        } catch {
            throw .fixtures(error)
        }
    }
}
