import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// The JSON body of a call of `/api/v1/authn`.
struct AuthnBody {
    let json: JSON
    let organization: Organization

    init(_ context: RequestContext) throws(Refusal) {
        organization = context.organization
        do throws(JSONSyntaxError) {
            json = try JSON.parse(context.request.body)
        } catch {
            throw Refusal(.malformedBody, why: "the body is not JSON: \(error)")
        }
        // Kept as long as the transaction.
        guard (json["relayState"]?.string?.utf8.count ?? 0) <= Self.longestRelayState else {
            var error = OktaError.validationFailed.with("relayState")
            error.causes = ["relayState: The field is too long"]
            throw Refusal(error, why: "relayState has more than \(Self.longestRelayState) bytes")
        }
    }

    /// Okta, "Authentication API": 2 048 characters.
    private static let longestRelayState = 2048

    /// What the client asks to be told of (Okta, "Authentication API", options object).
    var options: SignInTransaction.Options {
        var options: SignInTransaction.Options = []
        if json["options"]?["warnBeforePasswordExpired"]?.bool == true { options.insert(.warnsOfExpiry) }
        if json["options"]?["multiOptionalFactorEnroll"]?.bool == true { options.insert(.offersOptionalFactors) }
        return options
    }

    subscript(_ name: String) -> String? { json[name]?.string }
}
