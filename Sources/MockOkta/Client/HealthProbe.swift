import MockOktaFormats

/// Asks a running server whether it is well.
package struct HealthProbe: Sendable {
    private let address: String
    private let url: PlainURL

    /// Takes scheme, host and port; nil when the text has another form.
    ///
    /// A path is asked as it is; where there is none, the control API's health endpoint.
    package init?(_ address: String) {
        guard let url = PlainURL(address) else { return nil }
        self.address = address
        self.url = url
    }

    /// Why the server is not well, in words; nil when it answers that it is up.
    package func failure() -> String? {
        let path = url.path == "/" ? "/_mock/health" : url.path
        do throws(HTTPClientError) {
            let answer = try HTTPClient.get(path, from: url)
            guard answer.status == 200 else { return "\(address) answers \(answer.status)" }
            let isUp = (try? JSON.parse(answer.body))?["status"] == "UP"
            return isUp ? nil : "\(address) answers, but not that it is up"
        } catch {
            return "\(address): \(error)"
        }
    }
}
