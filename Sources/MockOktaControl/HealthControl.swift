import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// `/_mock/health`: whether the server answers, and with it the store.
enum HealthControl {
    /// Reads the state of the server.
    ///
    /// The seed predicts all future tokens, so only a caller who may use the control API receives it.
    static func read(_ context: ControlContext) -> HTTPResponse {
        let isUp = StoreControl.isUp(context.orgs)
        var members: JSONObject = [
            "status": isUp ? "UP" : "DEGRADED", "version": .string(ControlFeature.version),
        ]
        if (try? ControlGuard.check(context, .controllers)) != nil {
            members["seed"] = .integer(Int(clamping: context.tenant.seed))
        }
        return ControlResponse.json(isUp ? .ok : 503, .object(members))
    }
}

/// `/_mock/store`: where state is kept, whether the store answers, and how many exchanges of the shared journal cannot
/// be read.
enum StoreControl {
    static func read(_ context: ControlContext) -> HTTPResponse {
        var members: JSONObject = ["kind": .string(context.orgs.storeKind.rawValue), "status": "UP"]
        do throws(StoreFailure) {
            try context.orgs.checkStore()
        } catch {
            members["status"] = "DOWN"
            members["message"] = .string(error.description)
        }
        let unreadable = context.tenant.journal.unreadable.values.reduce(0, +)
        if unreadable > 0 { members["unreadable_exchanges"] = .integer(unreadable) }
        return ControlResponse.json(.ok, .object(members))
    }

    static func isUp(_ orgs: any ControlledOrgs) -> Bool { (try? orgs.checkStore()) != nil }
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
