import MockOktaFormats
package import MockOktaHTTP
import MockOktaIssuing
package import MockOktaModel

/// Renders the refusals of an endpoint, including those of faults.
package struct RefusalRenderer: Sendable {
    package let render: @Sendable (Refusal, inout RequestContext) -> HTTPResponse

    package init(_ render: @escaping @Sendable (Refusal, inout RequestContext) -> HTTPResponse) {
        self.render = render
    }

    /// JSON, in the format of OAuth or of Okta's APIs, depending on the error.
    ///
    /// A 401 names HTTP Basic where the client used it (RFC 6749 §5.2), unless the client has been authenticated: the
    /// refusal then has another reason.
    package static let json = RefusalRenderer { refusal, context in
        let isChallenge = !context.hasAuthenticatedClient && context.request.fields.credentials("Basic") != nil
        let realm = isChallenge ? context.snapshot.urls.front.drop { $0 != "/" }.drop { $0 == "/" } : nil
        return ErrorAnswer.json(refusal, random: &context.random, realm: realm.map(String.init))
    }
}
