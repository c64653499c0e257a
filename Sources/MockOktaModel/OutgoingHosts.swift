import MockOktaFormats

/// The hosts that the double may send requests to: those that its fixtures name, by a `jwks_uri` of an app or in
/// `mock.outgoingHosts`.
///
/// Apps that are added by an API do not extend it, so that a client cannot make the double send requests elsewhere.
package struct OutgoingHosts: Sendable {
    /// `host:port`, or `host` for all of its ports.
    private var places: Set<ExactString> = []

    package init() {}

    /// Reads the members of the fixtures.
    ///
    /// - Parameters:
    ///   - names: `host` or `host:port`.
    ///   - urls: URLs, whose hosts and ports are allowed.
    package init(names: [String], urls: [String]) {
        places = Set(
            texts: names.map { $0.asciiLowercased } + urls.compactMap { Self.place($0).map { "\($0.host):\($0.port)" } }
        )
    }

    package var isEmpty: Bool { places.isEmpty }

    package func allows(_ url: String) -> Bool {
        guard let place = Self.place(url) else { return false }
        return places.contains(place.host) || places.contains("\(place.host):\(place.port)")
    }

    private static func place(_ url: String) -> (host: String, port: String)? {
        let parts = URIParts(url)
        guard let scheme = parts.scheme?.asciiLowercased, ["http", "https"].contains(scheme), parts.userInfo == nil,
            let host = parts.host?.asciiLowercased, !host.isEmpty
        else { return nil }
        return (host, parts.port.map(String.init) ?? (scheme == "https" ? "443" : "80"))
    }
}
