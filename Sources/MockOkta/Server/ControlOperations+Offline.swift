package import MockOktaControl
import MockOktaEngine
import MockOktaIssuing

extension ControlOperations {
    /// Returns the operations on an org without a server.
    ///
    /// - Parameters:
    ///   - org: the org.
    ///   - configuration: a configuration with a base URL.
    /// - Returns: the operations.
    /// - Throws: an error that names the invalid member of the configuration.
    package static func offline(
        _ org: LoadedOrg,
        _ configuration: MockOktaServer.Configuration
    ) throws(MockOktaError) -> ControlOperations {
        let checked = try CheckedConfiguration(configuration)
        guard let base = checked.urls.base else {
            throw .badConfiguration(member: "baseURL", reason: "is required without a server")
        }
        let tenant = try Tenant.starting(org.organization, checked, isFrozen: nil)
        return ControlOperations(tenant, urls: BaseURLs(front: base))
    }
}
