import MockOktaEndpoints
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// Where the org's own pages may send a browser: within the org, or to a trusted origin (Okta, "Trusted origins").
enum TrustedRedirects {
    /// Browsers drop control characters from addresses and take a backslash for a slash, so neither may stand there.
    static func allow(_ uri: String, _ snapshot: OrgSnapshot) -> Bool {
        guard uri.utf8.allSatisfy({ ASCII.isVisible($0) && $0 != UInt8(ascii: "\\") }) else { return false }
        guard let origin = WebOrigin(of: uri)?.description else { return isPath(uri) }
        let settings = snapshot.organization.settings
        return origin == snapshot.urls.origin.asciiLowercased
            || snapshot.organization.contents.trustedOrigins.contains {
                $0.isActive && $0.uses.contains(.redirect)
                    && ($0.origin == origin || LoopbackPort.matches(origin, $0.origin, settings))
            }
    }

    static func absolute(_ uri: String, _ snapshot: OrgSnapshot) -> String {
        isPath(uri) ? snapshot.urls.origin + uri : uri
    }

    /// Two slashes begin another host.
    private static func isPath(_ uri: String) -> Bool { uri.hasPrefix("/") && !uri.hasPrefix("//") }
}
