import MockOktaHTTP
import MockOktaHTTPClient
package import MockOktaIssuing

/// Fetches documents by HTTP and HTTPS: within three seconds, at most one megabyte, without redirects.
package struct HTTPDocumentFetcher: DocumentFetcher {
    private let client: HTTPClient

    /// Creates a fetcher.
    ///
    /// - Parameter authorities: the PEM text of the certificate authorities that HTTPS servers must have; nil for the
    ///   system's.
    package init(trusting authorities: String?) {
        let client = authorities.map { HTTPClient.trusting(pem: $0) } ?? .verifying
        self.client = client.limited(to: .seconds(3), longestBody: 1 << 20)
    }

    package func document(at url: String) throws(FetchFailure) -> FetchedDocument {
        guard let place = PlainURL(url) else { throw FetchFailure(why: "is no http or https URL") }
        do throws(HTTPClientError) {
            let answer = try client.get(place.path, from: place, fields: [("Accept", "application/json")])
            return FetchedDocument(
                status: answer.status,
                cacheControl: answer.fields["Cache-Control"],
                body: answer.body
            )
        } catch {
            throw FetchFailure(why: error.description)
        }
    }
}
