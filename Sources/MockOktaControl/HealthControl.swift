import MockOktaFormats
import MockOktaHTTP

/// `/_mock/health`: whether the server answers.
enum HealthControl {
    /// Reads the state of the server.
    ///
    /// The seed predicts all future tokens, so only a caller who may use the control API receives it.
    static func read(_ context: ControlContext) -> HTTPResponse {
        var members: JSONObject = ["status": "UP", "version": .string(ControlFeature.version)]
        if (try? ControlGuard.check(context, .controllers)) != nil {
            members["seed"] = .integer(Int(clamping: context.tenant.seed))
        }
        return ControlResponse.json(.ok, .object(members))
    }
}

/// `/_mock/ca.pem`: the CA that clients must trust.
enum CertificateControl {
    static func read(_ context: ControlContext) throws(ControlError) -> HTTPResponse {
        guard let pem = context.access.certificateAuthority else {
            throw ControlError(.notFound, "this server made no CA: it serves no TLS, or uses a certificate from a file")
        }
        return ControlResponse.text(pem, type: "application/x-pem-file")
    }
}
