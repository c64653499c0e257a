import MockOktaEndpoints
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// `grant_type=…:saml2-bearer` (RFC 7522).
///
/// Differs: SAML assertions are not read; each is refused as one that is not valid.
enum SAML2BearerGrant {
    static func decide(_ context: inout RequestContext, _ request: TokenRequest) throws(Refusal) -> TokenDecision {
        _ = try request.parameters.required("assertion")
        throw Refusal(.invalidSAMLAssertion, why: "this double reads no SAML assertions")
    }
}
