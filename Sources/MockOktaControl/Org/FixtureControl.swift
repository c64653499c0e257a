import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/_mock/fixtures`: reads, replaces and changes the org as a fixture.
enum FixtureControl {
    static func read(_ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let showsSecrets = try ControlQuery(context.request, allowed: ["secrets"]).bool("secrets")
        let writer = FixtureWriter(context.tenant.organization, withSecrets: showsSecrets)
        return ControlResponse.json(.ok, .object(writer.fixture))
    }

    static func replace(_ context: ControlContext) throws(ControlError) -> HTTPResponse {
        try play([context.request.body], context)
    }

    /// Lays the body over the org, as a later fixture file would be.
    static func patch(_ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let present = FixtureWriter(context.tenant.organization, withSecrets: true).fixture
        return try play([JSON.object(present).serialized(), context.request.body], context)
    }

    private static func play(_ texts: [[UInt8]], _ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let (organization, warnings) = try organization(texts)
        if let organization { context.tenant.replace(organization) }
        return ControlResponse.json(.ok, ["warnings": .array(warnings.map(json))])
    }

    /// Reads fixture texts, later ones over earlier ones; problems of the last one are those of the request.
    static func organization(_ texts: [[UInt8]]) throws(ControlError) -> (Organization?, [FixtureProblem]) {
        let sources = texts.enumerated().map { index, bytes in
            FixtureSource(name: index == texts.count - 1 ? "fixture" : "present", bytes: bytes)
        }
        let result = FixtureReader.read(sources, claimFault: \.fault)
        let problems = result.problems.filter { $0.file == "fixture" }
        guard let organization = result.organization else {
            throw ControlError(badFixture: result.errors.map(json))
        }
        return (organization, problems)
    }

    static func json(_ problem: FixtureProblem) -> JSON {
        [
            "line": .integer(problem.position.line), "column": .integer(problem.position.column),
            "path": .string(problem.path), "message": .string(problem.message),
        ]
    }
}
