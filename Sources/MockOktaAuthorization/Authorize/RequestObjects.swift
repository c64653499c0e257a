import MockOktaModel

/// Requests that travel inside a JWT or were pushed ahead (RFC 9101, RFC 9126).
///
/// Ignoring them would answer another question than the one that was signed.
/// Differs: neither is served.
enum RequestObjects {
    static func refuse(_ parameters: AuthorizeParameters) throws(Refusal) {
        switch (parameters["request"], parameters["request_uri"]) {
        case (nil, nil): return
        case (_?, _?):
            throw Refusal(
                .authorizeRequestObjectAndRequestURIProvided,
                why: "request and request_uri exclude each other"
            )
        case (_?, nil): throw Refusal(.requestNotSupported, why: "request objects are not served")
        case (nil, _?): throw Refusal(.requestURINotSupported, why: "pushed authorization requests are not served")
        }
    }
}
