import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// Endpoints of features that are switched off here as they can be in an org: Okta's own words for that.
///
/// Differs: pushed authorization requests, the device flow, backchannel authentication and the interaction code flow
/// are not served.
enum UnservedEndpoint {
    static func answer(_ call: inout Call) throws(Refusal) -> HTTPResponse {
        let parameters = try EndpointParameters(call.request)
        let authentication = try ClientAuthentication(call.request, call.snapshot.organization, parameters)
        call.notes.clientID = try authentication.client(call).clientID
        let isInteraction = call.request.path.hasSuffix("/interact")
        throw Refusal(
            isInteraction ? .oieNotEnabledForInteract : .featureNotEnabledAccessDenied,
            why: "this double does not serve \(call.request.path)"
        )
    }
}
