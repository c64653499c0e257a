import MockOktaFormats
import MockOktaModel

extension EndpointDescription {
    static let health = EndpointDescription(
        "Whether the server answers, and with it the store.",
        .json("Both do.", healthSchema),
        .json(503, "The store does not.", healthSchema)
    )
    private static let healthSchema = Shape.object(
        ["status": Shape.word(["UP", "DEGRADED"]), "version": Shape.string, "seed": ["type": "integer"]],
        optional: ["seed"]
    )
    static let store = EndpointDescription(
        "Where state is kept, and whether the store answers.",
        .json(
            "The store.",
            Shape.object(
                [
                    "kind": Shape.string, "status": Shape.word(["UP", "DOWN"]), "message": Shape.string,
                    "unreadable_exchanges": Shape.integer(),
                ],
                optional: ["message", "unreadable_exchanges"]
            )
        )
    )
    static let certificate = EndpointDescription(
        "The CA of the server's certificate.",
        .file("application/x-pem-file", "PEM text.")
    )
    static let console = EndpointDescription("The console.", .file("text/html", "A page."))
    static let client = EndpointDescription(
        "The test client, which signs in as an app and uses its tokens.",
        .file("text/html", "A page.")
    )
    static let consoleFile = EndpointDescription(
        "A style sheet or script of the console.",
        .file("text/javascript", "The file.")
    )
    static let openAPI = EndpointDescription("This document.", .json("OpenAPI 3.1.", Shape.freeObject))
    static let openAPIPage = EndpointDescription("This document as a page to read.", .file("text/html", "The page."))
    static let servers = EndpointDescription(
        "The authorization servers with their URLs.",
        .json(
            "The servers.",
            Shape.object([
                "url": Shape.string,
                "servers": Shape.array(
                    Shape.object(
                        [
                            "server": Shape.string, "name": Shape.string, "path": Shape.string,
                            "issuer": Shape.string, "audience": Shape.string, "scopes": Shape.array(Shape.string),
                        ],
                        optional: ["audience"]
                    )
                ),
            ])
        )
    )
    static let readClock = EndpointDescription("The virtual clock.", .json("Its time.", Shape.reference("Clock")))
    static let changeClock = EndpointDescription(
        "Sets or freezes the clock; null returns it to real time.",
        body: Shape.options([
            "now": ["anyOf": [Shape.instant, ["type": "null"]]], "frozen": Shape.bool,
        ]),
        .json("Its time.", Shape.reference("Clock"))
    )
    static let advanceClock = EndpointDescription(
        "Advances the clock.",
        body: Shape.object(["by": Shape.duration]),
        isBodyRequired: true,
        .json("Its time.", Shape.reference("Clock"))
    )
    static let reset = EndpointDescription(
        "Returns the org to its initial state.",
        body: Shape.options(["keep": Shape.array(Shape.word(ResetPart.allCases.map(\.rawValue)))]),
        .noContent("It is as at the start.")
    )
    static let readFixtures = EndpointDescription(
        "The org as a fixture.",
        query: [secrets],
        .json("The fixture.", Shape.freeObject)
    )
    static let replaceFixtures = fixtures("Replaces the org by a fixture.")
    static let patchFixtures = fixtures("Merges a fixture into the org.")
    static let orgs = EndpointDescription(
        "The isolated orgs.",
        .json("Their names and URLs.", Shape.object(["orgs": Shape.array(Shape.reference("Org"))]))
    )
    static let createOrg = EndpointDescription(
        "Makes an isolated org from a fixture; without one, from that of the main org.",
        body: Shape.freeObject,
        path: name,
        .json(201, "The org.", Shape.reference("Org"))
    )
    static let removeOrg = EndpointDescription("Removes an isolated org.", .noContent("It is gone."))
    static let snapshots = EndpointDescription(
        "The saved states.",
        .json("Their names.", Shape.object(["snapshots": Shape.array(named)]))
    )
    static let saveSnapshot = EndpointDescription("Saves the org's state under a name.", .json(201, "The name.", named))
    static let restoreSnapshot = EndpointDescription("Restores a saved state.", .json("The name.", named))
    static let removeSnapshot = EndpointDescription("Removes a saved state.", .noContent("It is gone."))

    static let faults = EndpointDescription(
        "The faults in the order in which they act.",
        .json("The faults.", Shape.object(["faults": Shape.array(Shape.reference("Fault"))]))
    )
    static let addFault = EndpointDescription(
        "Makes chosen requests fail.",
        body: Shape.object(
            [
                "match": Shape.options(JSONObject(FaultMatch.conditions.map { ($0, Shape.string) })),
                "effect": ["type": "object", "properties": .object(effects), "additionalProperties": false],
                "times": Shape.integer(1), "after": Shape.integer(), "every": Shape.integer(1),
                "probability": ["type": "number", "minimum": 0, "maximum": 1],
            ],
            optional: FaultRule.members.filter { $0 != "effect" }
        ),
        isBodyRequired: true,
        .json(201, "The fault.", Shape.reference("Fault"))
    )
    static let readFault = EndpointDescription(
        "One fault, with the requests that it nearly matches while it has not acted.",
        .json("The fault.", Shape.reference("Fault"))
    )
    static let removeFaults = EndpointDescription("Removes all faults.", .noContent("There is none."))
    static let removeFault = EndpointDescription("Removes a fault.", .noContent("It is gone."))

    private static let name: JSONObject = [
        "name": ["type": "string", "pattern": "^[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?$"]
    ]
    private static let named = Shape.object(["name": Shape.string])
    private static let effects = JSONObject(FaultEffect.members.map { ($0, Shape.anything) })

    private static func fixtures(_ summary: String) -> EndpointDescription {
        EndpointDescription(
            summary,
            body: Shape.freeObject,
            isBodyRequired: true,
            .json("The warnings.", Shape.object(["warnings": Shape.array(Shape.reference("Problem"))]))
        )
    }
}
