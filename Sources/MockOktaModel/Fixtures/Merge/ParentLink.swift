import MockOktaFormats

/// Finds parents in the links of exported objects (Okta, Management API): only paths are used, since the host is
/// another org's.
enum ParentLink {
    /// `{server}` of `…/authorizationServers/{server}/…`.
    static func server(of node: FixtureNode) -> String? {
        segment(after: "authorizationServers", in: node["_links", "self", "href"])
    }

    /// `{policy}` of `…/authorizationServers/{server}/policies/{policy}/rules/{rule}`.
    static func policy(of node: FixtureNode) -> String? {
        segment(after: "policies", in: node["_links", "self", "href"])
    }

    /// `{app}` of `…/apps/{app}`.
    static func app(of node: FixtureNode) -> String? {
        segment(after: "apps", in: node["_links", "app", "href"])
    }

    /// `{server}` of an issuer `https://host/oauth2/{server}`.
    static func server(ofIssuer issuer: FixtureNode) -> String? { segment(after: "oauth2", in: issuer) }

    private static func segment(after word: String, in href: FixtureNode?) -> String? {
        let segments = URIParts(href?.string ?? "").segments
        guard let index = segments.firstIndex(where: { $0 == word }) else { return nil }
        return segments.dropFirst(index + 1).first.map(String.init)
    }
}
