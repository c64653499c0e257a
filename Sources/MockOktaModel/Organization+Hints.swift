import MockOktaFormats

/// Why something is not found, with what was probably meant.
extension Organization {
    /// The number of names that are compared: an org may have very many, and any request may name one that is unknown.
    private static let compared = 200

    package func whyNoClient(_ id: String) -> String {
        "the org has no client \(id)" + meant(id, contents.applications.prefix(Self.compared).map(\.clientID))
    }

    package func whyNoServer(_ address: String) -> String {
        let reason = "the org has no active authorization server \(address)"
        let servers = contents.authorizationServers.prefix(Self.compared).filter(\.isActive)
        if let id = servers.first(where: { $0.name == address })?.address, id != address {
            return reason + "; \(address) is the name of the server at /oauth2/\(id): paths have the id, not the name"
        }
        let names = servers.compactMap(\.address)
        return reason + meant(address, names)
    }

    /// What to use in place of an issuer, which is a name and not a page, and of a mistyped endpoint.
    ///
    /// - Parameters:
    ///   - path: of the request.
    ///   - base: the path of the org's base URL.
    ///   - endpoints: what follows `/v1/` in the paths of an authorization server.
    /// - Returns: the end of a sentence; empty for a path that is neither.
    package func hint(forPath path: String, below base: Substring, endpoints: [String]) -> String {
        var segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        if segments.last == "" { segments.removeLast() }
        guard segments.first == "oauth2" else { return "" }
        let hasServer =
            segments.dropFirst().first.map { authorizationServer(at: String($0))?.isActive == true } ?? false
        let server = segments.prefix(hasServer ? 2 : 1)
        let rest = segments.dropFirst(server.count).drop { $0 == "v1" }.joined(separator: "/")
        if segments.count > 2 || !hasServer, rest.utf8.count <= 100,
            let name = NearestName.nearest(to: rest, among: endpoints)
        {
            return "; did you mean \(base)/\(server.joined(separator: "/"))/v1/\(name)?"
        }
        guard segments.count <= 2 else { return "" }
        let document = "/.well-known/openid-configuration"
        guard segments.count == 2, let address = segments.last.map(String.init) else {
            return "; the issuer of the org server is described at \(base)\(document)"
        }
        guard authorizationServer(at: address)?.isActive == true else { return "; " + whyNoServer(address) }
        return "; the issuer is described at \(base)/oauth2/\(address)\(document)"
    }

    private func meant(_ name: String, _ names: [String]) -> String {
        // A long name is no typing mistake, and comparing it would take long.
        guard name.utf8.count <= 100 else { return "" }
        return NearestName.nearest(to: name, among: names).map { "; did you mean \($0)?" } ?? ""
    }
}
