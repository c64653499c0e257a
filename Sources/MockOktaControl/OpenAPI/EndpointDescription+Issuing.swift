import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

extension EndpointDescription {
    static let mint = EndpointDescription(
        "Mints a token without a flow, valid or with a defect.",
        body: Shape.object(
            [
                "kind": Shape.word(["access", "id", "refresh"]), "server": Shape.string, "client": Shape.string,
                "user": Shape.string, "scope": Shape.string, "ttl": Shape.duration, "nonce": Shape.string,
                "claims": Shape.freeObject, "without": Shape.array(Shape.string), "header": Shape.freeObject,
                "broken": Shape.word(TokenDefect.allCases.map(\.rawValue)),
            ],
            optional: TokenRequest.members.filter { $0 != "kind" && $0 != "client" }
        ),
        isBodyRequired: true,
        .json(
            201,
            "The token.",
            Shape.object(
                [
                    "token": Shape.string, "header": Shape.freeObject, "claims": Shape.freeObject, "id": Shape.string,
                ],
                optional: ["header", "claims", "id"]
            )
        )
    )
    static let explain = EndpointDescription(
        "Checks a token as a resource server would.",
        body: Shape.object(
            [
                "token": Shape.string, "issuer": Shape.string, "audience": Shape.string, "scope": Shape.string,
                "at": Shape.instant,
            ],
            optional: ["issuer", "audience", "scope", "at"]
        ),
        isBodyRequired: true,
        .json(
            "The checks in order.",
            Shape.object([
                "kind": Shape.word(["access", "id", "refresh", "code", "unknown"]), "valid": Shape.bool,
                "checks": Shape.array(Shape.reference("TokenCheck")),
            ])
        )
    )
    static let evaluateClaims = EndpointDescription(
        "Evaluates each claim of a server, and an expression, for a client and a user.",
        body: Shape.object(
            [
                "server": Shape.string, "client": Shape.string, "user": Shape.string,
                "grant_type": Shape.word(GrantType.allCases.map(\.rawValue)), "scope": Shape.string,
                "expression": Shape.string,
            ],
            optional: ClaimControl.members.filter { $0 != "client" }
        ),
        isBodyRequired: true,
        .json(
            "The claims with their values, or why tokens omit them.",
            Shape.object(
                [
                    "server": Shape.string, "client": Shape.string, "user": Shape.string, "grant_type": Shape.string,
                    "scope": Shape.string, "claims": Shape.array(Shape.reference("EvaluatedClaim")),
                    "expression": Shape.object(
                        [
                            "text": Shape.string, "value": Shape.anything, "error": Shape.string,
                            "character": Shape.integer(1),
                        ],
                        optional: ["value", "error", "character"]
                    ),
                ],
                optional: ["user", "expression"]
            )
        )
    )
    static let startSession = EndpointDescription(
        "Signs a user in without the sign-in page.",
        body: Shape.object(["user": Shape.string]),
        isBodyRequired: true,
        .json(
            201,
            "The session, its cookie, and a token for /authorize.",
            Shape.object([
                "session": Shape.object(["id": Shape.string, "userId": Shape.string, "expiresAt": Shape.instant]),
                "cookie": Shape.object(["name": Shape.string, "value": Shape.string]), "sessionToken": Shape.string,
            ])
        )
    )
    static let sessions = EndpointDescription(
        "The sessions of browsers, the newest first, and the number of all.",
        .json(
            "The sessions.",
            Shape.object([
                "sessions": Shape.array(
                    Shape.object([
                        "id": Shape.string, "user": Shape.string, "created": Shape.instant,
                        "amr": Shape.array(Shape.string),
                    ])
                ), "total": Shape.integer(),
            ])
        )
    )
    static let endSession = EndpointDescription("Ends a session; its tokens live on.", .noContent("It has ended."))
    static let keys = EndpointDescription(
        "The published keys of every server.",
        .json(
            "The keys, and when they were last rotated and will change next.",
            Shape.object([
                "keys": Shape.array(Shape.reference("Key")),
                "schedule": Shape.array(
                    Shape.object(
                        ["server": Shape.string, "rotated": Shape.instant, "next": Shape.instant],
                        optional: ["rotated", "next"]
                    )
                ),
            ])
        )
    )
    static let rotateKeys = EndpointDescription(
        "Makes the next key the signing key.",
        body: Shape.options(["server": Shape.string, "retire": Shape.bool]),
        .json("The keys.", Shape.object(["keys": Shape.array(Shape.reference("Key"))]))
    )
    static let grants = EndpointDescription(
        "The newest grants, and the number of all that match.",
        query: [
            Parameter(name: "client_id", summary: "Only those of a client.", schema: Shape.string),
            Parameter(name: "user", summary: "Only those of a login or user id.", schema: Shape.string),
            Parameter(name: "id", summary: "Only the one with this id.", schema: Shape.string),
            Parameter(name: "limit", summary: "At most this many, 100 unless given.", schema: Shape.integer(0, 10_000)),
        ],
        .json(
            "The grants.",
            Shape.object(["grants": Shape.array(Shape.reference("Grant")), "total": Shape.integer()])
        )
    )
    static let revokeGrant = EndpointDescription("Revokes a grant.", .noContent("Its tokens are inactive."))
    static let pending = EndpointDescription(
        "Devices, backchannel requests and pushes that wait for a decision.",
        .json(
            "What waits, oldest first.",
            Shape.object([
                "pending": Shape.array(
                    Shape.object(
                        [
                            "kind": Shape.word(["device", "ciba", "push"]), "user_code": Shape.string,
                            "auth_req_id": Shape.string, "user": Shape.string, "binding_message": Shape.string,
                            "client_id": Shape.string, "scope": Shape.string, "created": Shape.instant,
                            "expires": Shape.instant,
                        ],
                        optional: ["user_code", "auth_req_id", "user", "binding_message", "client_id", "scope"]
                    )
                )
            ])
        )
    )
    static let decideDevice = decision("Approves or denies a device in a user's place.")
    static let decideBackchannel = decision("Approves or denies a backchannel request.")
    static let decidePush = decision("Approves or denies the latest push of a user.")

    private static func decision(_ summary: String) -> EndpointDescription {
        EndpointDescription(
            summary,
            body: Shape.object(
                ["decision": Shape.word(["approve", "deny"]), "user": Shape.string],
                optional: ["user"]
            ),
            isBodyRequired: true,
            .noContent("It is decided.")
        )
    }
}
