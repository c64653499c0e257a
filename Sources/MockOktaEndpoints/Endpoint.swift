import MockOktaFormats
package import MockOktaHTTP
package import MockOktaModel

/// One row of the endpoint table: everything that the engine needs to know about an endpoint.
///
/// A feature module exports its rows as `endpoints`; the engine joins them. No property has a default, so that none can
/// be forgotten. An object, because every request holds its endpoint.
package final class Endpoint: Sendable {
    /// What a path refers to.
    package enum Subject: Sendable {
        /// The authorization server `{server}`, or the org server where the path has no such segment.
        case authorizationServer
        /// The org as a whole.
        case org
    }

    /// The kind of clients that call an endpoint and read its answers.
    package enum Kind: Sendable {
        /// All clients get the same answer until the org, its keys or its URL change: cached, without a rate limit,
        /// readable by every web page.
        case publicDocument
        /// Called by a program, or by a web page of an allowed origin.
        case api(Bucket, CORSReaders)
        /// Shown by a browser; web pages of other origins cannot read it.
        case page(Bucket)
        /// A page that Okta does not have: without a rate limit and without Okta's header fields.
        case ownPage
    }

    /// The amount of work that an answer takes.
    package enum Weight: Sendable {
        /// An event loop computes the answer.
        case light
        /// The answer needs a signature or a new org; light requests must not wait for it.
        case heavy
        /// As `heavy`; the answer may also compare a password, whose hash can take far longer than a signature.
        case password

        /// Whether an event loop that answers light requests must not compute the answer.
        package var isHeavy: Bool {
            switch self {
            case .light: false
            case .heavy, .password: true
            }
        }
    }

    /// How an answer uses the signing keys of its authorization server, which may have to be generated first.
    package enum KeyUse: Sendable {
        case noKeys
        /// Signs or verifies with them.
        case usesKeys
        /// Publishes them: faults about key sets act here.
        case publishesKeys
    }

    package let methods: [HTTPMethod]
    /// Patterns such as `/oauth2/{server}/v1/token`.
    package let paths: [String]
    package let subject: Subject
    package let kind: Kind
    package let weight: Weight
    package let keyUse: KeyUse
    private let refusals: RefusalRenderer
    private let handler: Handler

    package init(
        _ methods: [HTTPMethod],
        _ paths: [String],
        _ subject: Subject,
        _ kind: Kind,
        _ weight: Weight,
        _ keyUse: KeyUse,
        _ refusals: RefusalRenderer,
        _ handler: @escaping Handler
    ) {
        self.methods = methods
        self.paths = paths
        self.subject = subject
        self.kind = kind
        self.weight = weight
        self.keyUse = keyUse
        self.refusals = refusals
        self.handler = handler
    }

    /// Answers a request; refusals are rendered, nothing is thrown.
    package func answer(_ context: inout RequestContext) -> HTTPResponse {
        var response: HTTPResponse
        do throws(Refusal) {
            response = try handler(&context)
        } catch {
            response = refuse(error, &context)
        }
        if isPage { response = PostedPages.redirecting(response, &context) }
        for cookie in context.cookies { response.fields.append("Set-Cookie", cookie.fieldValue) }
        return response
    }

    /// Records a refusal and renders it in the endpoint's format.
    package func refuse(_ refusal: Refusal, _ context: inout RequestContext) -> HTTPResponse {
        context.record.note(refusal)
        return refusals.render(isOktaAPI ? refusal.inOktaFormat : refusal, &context)
    }

    /// Whether the errors of the endpoint have the format of Okta's own APIs, whatever they say.
    private var isOktaAPI: Bool {
        paths.contains { path in
            ["/api/", "/idp/", "/oauth2/v1/clients"].contains { path.hasPrefix($0) }
        }
    }
}

extension Endpoint {
    /// The rate-limit bucket of the endpoint; nil where it has none (Okta, "Rate limits").
    package var bucket: Bucket? {
        switch kind {
        case .api(let bucket, _), .page(let bucket): bucket
        case .publicDocument, .ownPage: nil
        }
    }

    package var isPublicDocument: Bool {
        if case .publicDocument = kind { true } else { false }
    }

    package var isOwnPage: Bool {
        if case .ownPage = kind { true } else { false }
    }

    /// Whether a browser shows the endpoint's answers.
    package var isPage: Bool {
        switch kind {
        case .page, .ownPage: true
        case .publicDocument, .api: false
        }
    }
}

extension Endpoint {
    /// Requests that share a rate limit (Okta, "Rate limits"): those of all custom servers together, those of the org
    /// server separately.
    package struct Bucket: Hashable, Sendable {
        package let name: String

        package init(_ name: String) {
            self.name = name
        }

        package static let authorize = Bucket("authorize")
        package static let token = Bucket("token")
        package static let other = Bucket("other")
    }
}

/// The origins whose pages may read an endpoint's answers from a browser (Okta, "Enable CORS").
package enum CORSReaders: Sendable {
    /// Any origin; the endpoint itself checks it.
    case anyOrigin
    /// As `anyOrigin`; `WWW-Authenticate` is also exposed to the page.
    case anyOriginWithChallenge
    /// The org's trusted origins of type CORS.
    case trustedOrigins
}
