import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/.well-known/webfinger` (RFC 7033): which identity provider signs a user in; here always the org itself.
enum WebFingerEndpoint {
    static func answer(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        let query = FormParameters(query: context.request.query ?? "")
        guard let resource = query?["resource"], !resource.isEmpty else {
            throw Refusal(.validationFailed.with("resource"), why: "the query names no resource")
        }
        let base = context.snapshot.urls.front
        let body: JSON = [
            "subject": .string(resource),
            "links": [
                [
                    "rel": "okta:idp", "href": .string(base + "/sso/idps/OKTA"),
                    "titles": ["und": .string(base)],
                    "properties": ["okta:idp:type": "OKTA", "okta:idp:id": "OKTA"],
                ]
            ],
        ]
        var response = JSONAnswer.cacheable(body.serialized(), at: context.snapshot.now)
        response.fields["Content-Type"] = "application/jrd+json"
        return response
    }
}
