package import MockOktaIssuing
import MockOktaSystem

/// Answers the requests of a double from a table that a test may change.
package final class StubFetcher: DocumentFetcher {
    private struct Contents: Sendable {
        var documents: [String: FetchedDocument] = [:]
        var urls: [String] = []
    }

    private let contents = Lock(Contents())

    package init() {}

    /// Serves a text at a URL from now on.
    package func serve(_ text: String, at url: String, status: Int = 200, cacheControl: String? = "max-age=600") {
        let document = FetchedDocument(status: status, cacheControl: cacheControl, body: Array(text.utf8))
        contents.withLock { $0.documents[url] = document }
    }

    /// The URLs that were fetched, in order.
    package var urls: [String] { contents.withLock { $0.urls } }

    package func document(at url: String) throws(FetchFailure) -> FetchedDocument {
        let found = contents.withLock { contents in
            contents.urls.append(url)
            return contents.documents[url]
        }
        guard let found else { throw FetchFailure(why: "Connection refused") }
        return found
    }
}
