package import MockOktaHTTP
import MockOktaIssuing
package import MockOktaModel

/// How an endpoint tells its caller of a refusal, be it its own or a fault's.
package struct RefusalRenderer: Sendable {
    let render: @Sendable (Refusal, inout RequestContext) -> HTTPResponse

    package init(_ render: @escaping @Sendable (Refusal, inout RequestContext) -> HTTPResponse) {
        self.render = render
    }

    /// JSON, in the shape that OAuth or Okta's APIs have for the error.
    ///
    /// A 401 names HTTP Basic where the client used it (RFC 6749 §5.2), unless the client has authenticated: what is
    /// refused then is something else.
    package static let json = RefusalRenderer { refusal, context in
        let isChallenge = !context.hasAuthenticatedClient && context.request.fields.credentials("Basic") != nil
        let realm = isChallenge ? context.snapshot.urls.front.drop { $0 != "/" }.drop { $0 == "/" } : nil
        return ErrorAnswer.json(refusal, random: &context.random, realm: realm.map(String.init))
    }
}
