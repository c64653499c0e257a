import MockOktaFormats

/// Asks a running server whether it is up, whatever certificate it shows.
package struct HealthProbe: Sendable {
    private let address: String
    private let url: PlainURL

    /// Takes a URL; nil where the text is none.
    ///
    /// Without a path it asks the health endpoint of the control API.
    package init?(_ address: String) {
        guard let url = PlainURL(address) else { return nil }
        self.address = address
        self.url = url
    }

    /// Why the server is not up; nil where it answers that it is.
    package func failure() -> String? {
        let path = url.path == "/" ? "/_mock/health" : url.path
        do throws(HTTPClientError) {
            let answer = try HTTPClient.unverified.get(path, from: url)
            guard answer.status == 200 else { return "\(address) answers \(answer.status)" }
            let isUp = (try? JSON.parse(answer.body))?["status"] == "UP"
            return isUp ? nil : "\(address) answers, but not that it is up"
        } catch {
            return "\(address): \(error)"
        }
    }
}
