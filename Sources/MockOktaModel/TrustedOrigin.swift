package import MockOktaFormats

/// An origin that may send requests to the org from a browser (Okta's TrustedOrigin object).
package struct TrustedOrigin: Sendable {
    package enum Use: String, CaseIterable, Sendable {
        case cors = "CORS"
        case redirect = "REDIRECT"
        case iframeEmbed = "IFRAME_EMBED"
    }

    package var id: Identifier<TrustedOrigin>
    /// `scheme://host[:port]`, in lower case.
    package var origin: String
    package var uses: Set<Use>
    package var isActive: Bool
    package var source: JSONObject

    package init(
        id: Identifier<TrustedOrigin>,
        origin: String,
        uses: Set<Use>,
        isActive: Bool = true,
        source: JSONObject = [:]
    ) {
        self.id = id
        self.origin = origin
        self.uses = uses
        self.isActive = isActive
        self.source = source
    }
}

extension TrustedOrigin: TableRow {
    /// The table key: the origin.
    package var keys: [ExactString] { [ExactString(origin)] }
}
