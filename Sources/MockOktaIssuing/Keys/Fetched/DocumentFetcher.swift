/// Sends the requests of the double itself: it reads the key sets of clients that publish them at a `jwks_uri`.
///
/// The engine gets one implementation; tests use a stub.
package protocol DocumentFetcher: Sendable {
    /// Reads a document by GET and waits for it; called on worker threads only.
    ///
    /// - Parameter url: an `http` or `https` URL, whose host the fixtures name.
    /// - Returns: the answer, whatever its status.
    /// - Throws: why there is no complete answer within the time limit.
    func document(at url: String) throws(FetchFailure) -> FetchedDocument
}

/// The answer to a request of the double.
package struct FetchedDocument: Sendable {
    package let status: Int
    /// The value of the field `Cache-Control`.
    package let cacheControl: String?
    package let body: [UInt8]

    package init(status: Int, cacheControl: String?, body: [UInt8]) {
        self.status = status
        self.cacheControl = cacheControl
        self.body = body
    }
}

/// Why a document could not be fetched, for the journal.
package struct FetchFailure: Error, Hashable, Sendable {
    package let why: String

    package init(why: String) {
        self.why = why
    }
}
