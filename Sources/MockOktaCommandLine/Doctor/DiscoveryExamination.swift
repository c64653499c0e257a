import MockOktaFormats
import MockOktaHTTPClient

/// Compares the URLs of a discovery document with the URL of the document, and requests them.
struct DiscoveryExamination {
    private(set) var findings: [String] = []
    /// The number of URLs that were compared.
    private(set) var urlCount = 0
    private let discovery: Discovery
    private var reachable: [WebOrigin: String?] = [:]

    /// The endpoints that browsers open; servers call all others.
    private static let front: Set<ExactString> = [
        "authorization_endpoint", "end_session_endpoint", "device_authorization_endpoint",
    ]

    private let client: HTTPClient

    init(_ discovery: Discovery, _ client: HTTPClient) {
        self.discovery = discovery
        self.client = client
        guard let issuer = discovery.issuer, let origin = WebOrigin(of: issuer) else {
            findings.append("issuer: is missing in the discovery document of \(discovery.address)")
            return
        }
        examineIssuer(issuer, origin)
        for member in discovery.document.members where member.key.hasSuffix("_endpoint") || member.key == "jwks_uri" {
            examine(member.key, member.value, issuer: origin)
        }
        examineKeys()
    }

    /// Whether servers and browsers use different URLs: `--base-url` and `--back-channel-url`.
    private var isBackChannel: Bool {
        let token = discovery.document["token_endpoint"]?.string.flatMap(WebOrigin.init(of:))
        return token != nil && token == WebOrigin(of: discovery.address)
    }

    private mutating func examineIssuer(_ issuer: String, _ origin: WebOrigin) {
        guard let asked = WebOrigin(of: discovery.address),
            asked != origin || discovery.isIssuer && issuer != discovery.address
        else { return }
        let isSamePath = issuer.dropFirst(origin.description.count) == discovery.address.dropFirst("\(asked)".count)
        if isBackChannel, asked != origin, isSamePath || !discovery.isIssuer { return }
        var words = "issuer: \(issuer), but it was asked for at \(discovery.address)"
        if asked.scheme != origin.scheme {
            words += "; http and https differ: set --base-url \(asked), or --trust-proxy behind a proxy"
        } else if asked != origin {
            words +=
                "; apps that are configured with the latter refuse its tokens: set --base-url \(asked), "
                + "or configure them with the former"
        } else {
            words += "; apps must be configured with the former, letter by letter"
        }
        findings.append(words)
    }

    private mutating func examine(_ name: String, _ value: JSON, issuer: WebOrigin) {
        urlCount += 1
        guard let text = value.string, let origin = WebOrigin(of: text) else {
            findings.append("\(name): \(value.string ?? "no string") is no URL")
            return
        }
        let isFront = Self.front.contains(name)
        let option = isFront ? "--base-url" : "--back-channel-url"
        if isFront, origin != issuer {
            findings.append("\(name): \(text) is not at the issuer's \(issuer); set --base-url")
        }
        if isFront, isBackChannel { return }
        if let reason = whyUnreachable(origin, text) {
            findings.append("\(name): \(text) is not reachable from here (\(reason)); set \(option)")
        }
    }

    /// Requests each origin once, except for the origin of the discovery document.
    private mutating func whyUnreachable(_ origin: WebOrigin, _ text: String) -> String? {
        if origin == WebOrigin(of: discovery.address) { return nil }
        if let known = reachable[origin] { return known }
        var reason: String?
        if let url = PlainURL("\(origin)") {
            do throws(HTTPClientError) {
                _ = try client.get("/", from: url)
            } catch {
                reason = "\(error)"
            }
        } else {
            reason = "it is no address"
        }
        reachable[origin] = reason
        return reason
    }

    private mutating func examineKeys() {
        guard let text = discovery.document["jwks_uri"]?.string else {
            findings.append("jwks_uri: is missing, so no token can be verified")
            return
        }
        guard let url = PlainURL(text), let answer = try? client.get(url.path, from: url) else { return }
        let keys = (try? JSON.parse(answer.body))?["keys"]?.array ?? []
        let hasKey = keys.contains { $0["kty"] == "RSA" && $0["kid"]?.string != nil }
        if !hasKey { findings.append("jwks_uri: \(text) answers \(answer.status) and has no RSA key with a kid") }
    }
}
