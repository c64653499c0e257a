import MockOktaIssuing
import MockOktaModel

/// A token request that has passed all common checks: what a grant type decides on.
struct TokenRequest {
    let client: Application
    let parameters: EndpointParameters
    /// Of the key that tokens are to be bound to (RFC 9449); nil for bearer tokens.
    var proof: DPoPProof?
}
