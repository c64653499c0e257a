import MockOktaCrypto
import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// Signing in by `/idp/idx` with the `stateToken` of a sign-in page, as custom pages with the Sign-In Widget do.
enum HostedSignIn {
    /// The longest authorize request that is kept, in form encoding.
    private static let longestRequest = 16_384

    /// Begins the sign-in of a page, or finds the one that has begun: one for each page.
    ///
    /// - Parameters:
    ///   - text: the hidden field `stateToken` of the page, which only its browser can use.
    ///   - context: for the browser's cookie.
    /// - Returns: nil where the text is no such field, or was another browser's.
    /// - Throws: `Refusal` where the request is too long, its app is gone, or a store fails.
    static func begin(
        _ text: String,
        _ context: inout RequestContext
    ) throws(Refusal) -> (RecordKey, SignInTransaction)? {
        guard let server = AuthorizeTransaction.server(of: text, context) else { return nil }
        let at = context.at(server)
        guard let page = try? AuthorizeTransaction(text, at), page.signIn == nil, page.session == nil else {
            return nil
        }
        let parameters = AuthorizeParameters(page.parameters)
        let encoded = page.parameters.encoded
        guard encoded.utf8.count <= longestRequest else {
            throw Refusal(.malformedBody, why: "the authorize request has more than \(longestRequest) bytes")
        }
        let client = try AuthorizeEndpoint.client(of: parameters, at)
        let (signIns, now) = (context.snapshot.state.signIns, context.snapshot.now)
        let key = RecordKey(SHA256.digest(Array("hosted sign-in\u{0}\(text)".utf8)))
        if let present = try signIns.record(key, at: now) { return (key, present) }
        let request = SignInRequest.hosted(clientID: client.clientID, serverID: server.id, parameters: encoded)
        var transaction = SignInTransaction(.signIn, .identify, request, created: now)
        transaction.needsSecondFactor = ContextClass.needsSecondFactor(parameters["acr_values"])
        transaction.browser = page.browser
        try context.snapshot.state.keep(transaction, for: key, expires: now + IDXEndpoint.lifetime, at: now)
        return (key, transaction)
    }
}
