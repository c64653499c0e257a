import MockOktaEndpoints
import MockOktaHTTP
import MockOktaModel

/// Endpoints of features that are switched off here as they can be in an org: Okta's own words for that.
///
/// Differs: the interaction code flow is not served.
enum UnservedEndpoint {
    static func answer(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        let parameters = try EndpointParameters(context.request)
        _ = try AuthenticatedClient.find(&context, parameters)
        throw Refusal(.oieNotEnabledForInteract, why: "this double does not serve \(context.request.path)")
    }
}
