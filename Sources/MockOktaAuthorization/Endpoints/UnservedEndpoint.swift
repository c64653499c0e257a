import MockOktaEndpoints
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// Endpoints of features that are switched off here as they can be in an org: Okta's own words for that.
///
/// Differs: pushed authorization requests, the device flow, backchannel authentication and the interaction code flow
/// are not served.
enum UnservedEndpoint {
    static func answer(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        let parameters = try EndpointParameters(context.request)
        let authentication = try ClientAuthentication(context.request, context.snapshot.organization, parameters)
        context.record.clientID = try authentication.client(context).clientID
        let isInteraction = context.request.path.hasSuffix("/interact")
        throw Refusal(
            isInteraction ? .oieNotEnabledForInteract : .featureNotEnabledAccessDenied,
            why: "this double does not serve \(context.request.path)"
        )
    }
}
