import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaSignIn

/// `/api/v1/users/{user}/factors/{factor}/qr/{token}`: the key of an authenticator app that is being set up, as an
/// image (Okta, "Authentication API", enroll TOTP factor).
enum AuthnQRCodeEndpoint {
    static let mediaType = "image/png"
    static let pattern = "/api/v1/users/{user}/factors/{factor}/qr/{token}"

    static func path(of factor: Factor, _ user: User?, _ token: String) -> String {
        "/api/v1/users/\(user?.id.rawValue ?? "")/factors/\(factor.id)/qr/\(token)"
    }

    static func answer(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        let found = try SignInToken.qrCode.find(context.pathParameters["token"], context)
        guard let (_, transaction) = found, case .enrollment(let enrollment) = transaction.step,
            let code = QRCode(EnrollmentForms.keyURI(enrollment.challenge.factor))
        else {
            throw Refusal(.invalidToken, why: "the token names no authenticator app that is being set up")
        }
        var fields: HTTPFields = ["Content-Type": mediaType, "X-Content-Type-Options": "nosniff"]
        fields.append(contentsOf: JSONAnswer.noStore)
        return HTTPResponse(.ok, fields: fields, body: code.png)
    }
}
