import MockOktaAuthorization
import MockOktaIssuing
import MockOktaModel

extension OrgSnapshot {
    /// What was probably meant by a path that no endpoint has, as the end of a sentence; empty where nothing is near.
    func hint(forPath path: String) -> String {
        organization.hint(forPath: path, below: urls.path, endpoints: AuthorizationFeature.endpointNames)
    }
}
