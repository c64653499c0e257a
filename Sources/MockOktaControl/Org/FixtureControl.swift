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
        let (organization, warnings) = try organization(context.request.body, isRunning: true)
        try ControlError.translating { () throws(Refusal) in try context.tenant.replace(organization) }
        return response(warnings)
    }

    /// Merges the body into the org, like a later fixture file.
    static func patch(_ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let source = FixtureSource(name: "fixture", bytes: context.request.body)
        let warnings = try ControlError.translating { () throws(Refusal) in
            try context.tenant.change { present -> (Organization?, Result<[FixtureProblem], ControlError>) in
                let result = FixtureReader.read([source], over: present, expressions: .evaluated)
                do throws(ControlError) {
                    return (try organization(result), .success(result.warnings))
                } catch {
                    return (nil, .failure(error))
                }
            }
        }
        return response(try warnings.get())
    }

    /// Reads the text of a whole org.
    ///
    /// - Parameters:
    ///   - text: a fixture.
    ///   - isRunning: whether the org replaces that of a running server.
    /// - Returns: the org and the warnings.
    /// - Throws: the errors of the fixture.
    static func organization(
        _ text: [UInt8],
        isRunning: Bool = false
    ) throws(ControlError) -> (Organization, [FixtureProblem]) {
        let source = FixtureSource(name: "fixture", bytes: text)
        let result = FixtureReader.read([source], isRunning: isRunning, expressions: .evaluated)
        return (try organization(result), result.warnings)
    }

    private static func organization(_ result: FixtureResult) throws(ControlError) -> Organization {
        guard let organization = result.organization else {
            throw ControlError(badFixture: result.errors.map(json))
        }
        return organization
    }

    private static func response(_ warnings: [FixtureProblem]) -> HTTPResponse {
        ControlResponse.json(.ok, ["warnings": .array(warnings.map(json))])
    }

    static func json(_ problem: FixtureProblem) -> JSON {
        [
            "line": .integer(problem.position.line), "column": .integer(problem.position.column),
            "path": .string(problem.path), "message": .string(problem.message),
        ]
    }
}
