package import MockOktaHTTP
package import MockOktaModel

/// One row of the endpoint table: everything that the engine needs to know of an endpoint.
///
/// A feature module exports its rows as `endpoints`; the engine joins them. No fact has a default, so that none is
/// forgotten. An object, because every request holds its endpoint.
package final class Endpoint: Sendable {
    /// What a path speaks of.
    package enum Subject: Sendable {
        /// The authorization server that `{server}` names, or the org server where the path has no such segment.
        case authorizationServer
        /// The org as a whole.
        case org
    }

    /// Who calls an endpoint and reads its answers.
    package enum Kind: Sendable {
        /// Everybody gets the same answer until the org, its keys or its address change: cached, free of rate limits,
        /// readable by every web page.
        case publicDocument
        /// A program calls it, or a web page of an allowed origin.
        case api(Bucket, CORSReaders)
        /// A browser shows what it answers; no web page of another origin may read it.
        case page(Bucket)
        /// A page that only this double has: without rate limits and without Okta's header fields.
        case ownPage
    }

    /// How much work an answer takes.
    package enum Weight: Sendable {
        /// An event loop answers at once.
        case light
        /// A signature, a password's hash, or a new state of the org: light requests must not wait for it.
        case heavy
    }

    /// What an answer needs the signing keys of its authorization server for: a key may still be in the making.
    package enum KeyUse: Sendable {
        case noKeys
        /// To sign or to verify.
        case usesKeys
        /// To publish them: faults about key sets act here.
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

    /// Answers a request for the endpoint; refusals are rendered, nothing is thrown.
    package func answer(_ context: inout RequestContext) -> HTTPResponse {
        var response: HTTPResponse
        do throws(Refusal) {
            response = try handler(&context)
        } catch {
            response = refuse(error, &context)
        }
        for cookie in context.cookies { response.fields.append("Set-Cookie", cookie.fieldValue) }
        return response
    }

    /// Writes a refusal down and renders it as the endpoint does.
    package func refuse(_ refusal: Refusal, _ context: inout RequestContext) -> HTTPResponse {
        context.record.note(refusal)
        return refusals.render(refusal, &context)
    }
}

extension Endpoint {
    /// Where calls are counted; nil where they are free (Okta, "Rate limits").
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

    /// Whether a browser shows what the endpoint answers.
    package var isPage: Bool {
        switch kind {
        case .page, .ownPage: true
        case .publicDocument, .api: false
        }
    }
}

extension Endpoint {
    /// Calls that share a rate limit (Okta, "Rate limits"): all custom servers together, the org server apart.
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
    /// The endpoint judges the origin itself.
    case anyOrigin
    /// Likewise, and `WWW-Authenticate` is exposed to the page.
    case anyOriginWithChallenge
    /// The org's trusted origins of type CORS.
    case trustedOrigins
}
