import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/_mock/fixtures`: the org as a fixture, read, replaced and changed.
enum FixtureControl {
    static func read(_ call: ControlCall) throws(ControlError) -> HTTPResponse {
        let showsSecrets = try ControlQuery(call.request, allowed: ["secrets"]).bool("secrets")
        let writer = FixtureWriter(call.tenant.organization, withSecrets: showsSecrets)
        return ControlAnswer.json(.ok, .object(writer.fixture))
    }

    static func replace(_ call: ControlCall) throws(ControlError) -> HTTPResponse {
        try play([call.request.body], call)
    }

    /// The present org with the body laid over it, as a later fixture file would be.
    static func patch(_ call: ControlCall) throws(ControlError) -> HTTPResponse {
        let present = FixtureWriter(call.tenant.organization, withSecrets: true).fixture
        return try play([JSON.object(present).serialized(), call.request.body], call)
    }

    private static func play(_ texts: [[UInt8]], _ call: ControlCall) throws(ControlError) -> HTTPResponse {
        let (organization, warnings) = try organization(texts)
        if let organization { call.tenant.replace(organization) }
        return ControlAnswer.json(.ok, ["warnings": .array(warnings.map(json))])
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
