import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// The schemas that several endpoints share.
enum EndpointSchemas {
    static let all: JSONObject = [
        "Error": error, "Problem": problem, "Exchange": exchange, "WholeExchange": wholeExchange, "Message": message,
        "NearMiss": nearMiss, "Fault": fault, "Key": key, "Grant": grant, "Org": org, "Clock": clock,
        "TokenCheck": check, "Policy": policy, "Token": token, "EvaluatedClaim": evaluatedClaim,
    ]

    private static let problem = Shape.object([
        "line": Shape.integer(), "column": Shape.integer(), "path": Shape.string, "message": Shape.string,
    ])

    private static let error = Shape.object(
        [
            "error": Shape.word(ControlError.Kind.allCases.map(\.rawValue) + ["timeout"]), "field": Shape.string,
            "message": Shape.string, "problems": Shape.array(Shape.reference("Problem")),
            "allowed": Shape.array(Shape.string),
        ],
        optional: ["field", "message", "problems", "allowed"]
    )

    static let clock = Shape.object(["now": Shape.instant, "frozen": Shape.bool])

    private static let policy = Shape.object([
        "policy": Shape.string, "matched": Shape.bool, "why": Shape.string,
        "rules": Shape.array(
            Shape.object(
                ["rule": Shape.string, "matched": Shape.bool, "condition": Shape.string, "why": Shape.string],
                optional: ["condition"]
            )
        ),
    ])

    private static let token = Shape.object(
        [
            "kind": Shape.word(["access", "id", "refresh", "code", "assertion"]), "jti": Shape.anything,
            "header": Shape.freeObject, "claims": Shape.freeObject,
            "omitted_claims": Shape.array(Shape.object(["claim": Shape.string, "why": Shape.string])),
        ],
        optional: ["jti", "header", "claims", "omitted_claims"]
    )

    private static let evaluatedClaim = Shape.object(
        [
            "claim": Shape.string, "claim_type": Shape.word(Claim.Target.allCases.map(\.rawValue)),
            "system": Shape.bool, "scopes": Shape.array(Shape.string), "expression": Shape.string,
            "filter": Shape.word(Claim.GroupFilter.allCases.map(\.rawValue)), "value": Shape.anything,
            "why": Shape.string, "error": Shape.string,
            "included_in": Shape.array(Shape.word(ClaimControl.places)),
        ],
        optional: ["expression", "filter", "value", "why", "error"]
    )

    private static let exchangeMembers: JSONObject = [
        "id": Shape.integer(1), "at": Shape.instant, "method": Shape.string, "path": Shape.string,
        "client_id": Shape.string,
        "client_authentication": Shape.word([
            "client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt", "none",
        ]),
        "server": Shape.string, "user": Shape.string, "grant_type": Shape.string, "scope": Shape.string,
        "grant": Shape.string, "parameters": Shape.freeObject, "status": Shape.integer(100, 599),
        "error": Shape.string, "error_description": Shape.string, "why": Shape.string,
        "remedy": Shape.object(["text": Shape.string, "fixture": Shape.freeObject], optional: ["fixture"]),
        "trace": Shape.array(Shape.reference("Policy")), "tokens": Shape.array(Shape.reference("Token")),
        "fault": Shape.string, "real_duration_ms": Shape.number,
    ]

    private static let optionalMembers = exchangeMembers.keys.filter {
        !["id", "at", "method", "path"].contains($0)
    }

    private static let exchange = Shape.object(exchangeMembers, optional: optionalMembers)

    private static let wholeExchange: JSON = {
        let fields = Shape.array(Shape.object(["name": Shape.string, "value": Shape.string]))
        let body: JSONObject = [
            "fields": fields, "content_type": Shape.string, "body": Shape.string, "encoding": Shape.word(["base64"]),
            "body_size": Shape.integer(), "cut": Shape.bool,
        ]
        let optional = ["content_type", "body", "encoding", "body_size", "cut"]
        var request = body
        request["url"] = Shape.string
        var members = exchangeMembers
        members["request"] = Shape.object(request, optional: optional)
        members["answer"] = Shape.object(body, optional: optional)
        return Shape.object(members, optional: optionalMembers + ["answer"])
    }()

    private static let nearMiss = Shape.object([
        "request": Shape.reference("Exchange"), "differs": Shape.array(Shape.string),
    ])

    private static let message = Shape.object(
        [
            "id": Shape.integer(1), "at": Shape.instant,
            "kind": Shape.word(OutboxMessage.Kind.allCases.map(\.rawValue)), "to": Shape.string, "user": Shape.string,
            "purpose": Shape.string, "subject": Shape.string, "text": Shape.string, "code": Shape.string,
            "link": Shape.string,
        ],
        optional: ["code", "link"]
    )

    private static let fault = Shape.object(
        [
            "id": Shape.string, "match": Shape.freeObject, "effect": Shape.freeObject, "times": Shape.integer(1),
            "after": Shape.integer(), "every": Shape.integer(1), "probability": Shape.number,
            "hits": Shape.integer(), "remaining": Shape.integer(), "nearest": Shape.array(Shape.reference("NearMiss")),
        ],
        optional: ["match", "times", "after", "every", "probability", "remaining", "nearest"]
    )

    private static let key = Shape.object(
        [
            "server": Shape.string, "kid": Shape.string, "status": Shape.word(["ACTIVE", "NEXT", "EXPIRED"]),
            "jwk": Shape.freeObject,
        ],
        optional: ["jwk"]
    )

    private static let grant = Shape.object(
        [
            "id": Shape.string, "status": Shape.word(["PENDING", "ACTIVE", "REDEEMED", "EXPIRED", "REVOKED"]),
            "client_id": Shape.string, "user": Shape.string, "server": Shape.string, "grant_type": Shape.string,
            "scope": Shape.string, "created": Shape.instant, "last_used": Shape.instant,
            "code": Shape.object(["expires": Shape.instant]),
            "refresh": Shape.object(
                [
                    "created": Shape.instant, "rotation_type": Shape.word(["STATIC", "ROTATE"]),
                    "leeway": Shape.integer(), "generation": Shape.integer(1), "expires": Shape.instant,
                ],
                optional: ["leeway", "expires"]
            ),
        ],
        optional: ["code", "refresh"]
    )

    private static let org = Shape.object(
        ["name": Shape.string, "url": Shape.string, "warnings": Shape.array(Shape.reference("Problem"))],
        optional: ["warnings"]
    )

    private static let check = Shape.object(
        [
            "check": Shape.word(TokenCheck.Name.allCases.map(\.rawValue)), "ok": ["type": ["boolean", "null"]],
            "why": Shape.string, "remedy": Shape.string,
        ],
        optional: ["remedy"]
    )
}
