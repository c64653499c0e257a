import MockOktaEndpoints
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// Factors as `/api/v1/authn` shows them (Okta, "Authentication API", factor object).
enum AuthnFactor {
    static func object(_ factor: Factor) -> JSONObject {
        [
            "id": .string(factor.id), "factorType": .string(factor.kind.rawValue),
            "provider": .string(factor.provider), "vendorName": .string(factor.provider),
            "profile": .object(FactorProfile.shown(factor)),
        ]
    }

    /// A factor that the user may choose.
    static func offered(_ factor: Factor, _ context: RequestContext) -> JSONObject {
        var object = object(factor)
        object["_links"] = ["verify": link("/factors/\(factor.id)/verify", nil, context)]
        return object
    }

    /// A kind of factor that the user may set up.
    static func enrollable(
        _ kind: Factor.Kind,
        of user: UserID,
        isRequired: Bool,
        _ context: RequestContext
    ) -> JSONObject {
        let provider: JSON = kind == .totp ? "GOOGLE" : "OKTA"
        var links: JSONObject = [:]
        if kind == .question {
            let href = context.snapshot.urls.front + "/api/v1/users/\(user.rawValue)/factors/questions"
            links["questions"] = ["href": .string(href), "hints": ["allow": ["GET"]]]
        }
        links["enroll"] = link("/factors", nil, context)
        return [
            "factorType": .string(kind.rawValue), "provider": provider, "vendorName": provider,
            "_links": .object(links), "status": "NOT_SETUP", "enrollment": isRequired ? "REQUIRED" : "OPTIONAL",
        ]
    }

    /// A factor that is being set up; only here the key of an authenticator app is shown.
    static func pending(_ factor: Factor, qrCode: String) -> JSONObject {
        var object = object(factor)
        guard factor.kind == .totp else { return object }
        object["_embedded"] = [
            "activation": [
                "timeStep": 30, "sharedSecret": .string(Base32.encode(factor.secret)), "encoding": "base32",
                "keyLength": 6,
                "_links": ["qrcode": ["href": .string(qrCode), "type": .string(AuthnQRCodeEndpoint.mediaType)]],
            ]
        ]
        return object
    }

    /// The kind in the paths of recovery.
    static func recoveryType(_ kind: Factor.Kind) -> String { shortName(kind).asciiUppercased }

    static func shortName(_ kind: Factor.Kind) -> String { kind == .totp ? "totp" : kind.rawValue }

    static func link(_ path: String, _ name: String?, _ context: RequestContext) -> JSON {
        var link: JSONObject = [:]
        link["name"] = name.map { .string($0) }
        link["href"] = .string(context.snapshot.urls.front + "/api/v1/authn" + path)
        link["hints"] = ["allow": ["POST"]]
        return .object(link)
    }
}

/// The user as `/api/v1/authn` embeds them.
enum AuthnUser {
    static func object(_ user: User) -> JSONObject {
        var profile: JSONObject = ["login": .string(user.login)]
        for name in ["firstName", "lastName"] { profile[name] = user.attribute(name) }
        profile["locale"] = user.attribute("locale") ?? "en_US"
        profile["timeZone"] = user.attribute("timezone") ?? "America/Los_Angeles"
        return [
            "id": .string(user.id.rawValue), "passwordChanged": user.source["passwordChanged"] ?? .null,
            "profile": .object(profile),
        ]
    }

    /// An instant in whole seconds, as recorded.
    static func time(_ instant: Instant) -> String {
        RFC3339.format(microseconds: Instant(seconds: instant.seconds).microseconds)
    }
}
