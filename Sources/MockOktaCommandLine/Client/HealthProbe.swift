import MockOktaFormats
import MockOktaHTTPClient

/// Requests the health of a running server; accepts any certificate.
package struct HealthProbe: Sendable {
    private let address: String
    private let url: PlainURL

    /// Creates a probe of a URL; nil where the text is not a URL.
    ///
    /// Without a path it requests the health endpoint of the control API.
    package init?(_ address: String) {
        guard let url = PlainURL(address) else { return nil }
        self.address = address
        self.url = url
    }

    /// Why the server is not healthy; nil where it is.
    package func failure() -> String? {
        let path = url.path == "/" ? "/_mock/health" : url.path
        do throws(HTTPClientError) {
            let answer = try HTTPClient.unverified.get(path, from: url)
            guard answer.status == 200 else {
                let hint = url.path == "/" ? "" : "; without its path the URL names the server"
                return "\(address) answers \(answer.status)\(hint)"
            }
            let isUp = (try? JSON.parse(answer.body))?["status"] == "UP"
            return isUp ? nil : "\(address) answers, but not that it is up"
        } catch {
            return "\(address): \(error)"
        }
    }
}
