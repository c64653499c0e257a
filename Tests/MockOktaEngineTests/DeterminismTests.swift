import MockOktaAuthorization
import MockOktaEndpoints
import MockOktaEngine
import MockOktaFormats
import MockOktaHTTP
import MockOktaSystem
import MockOktaTestSupport
import Testing

/// The same seed, clock, fixtures and requests give the same bytes.
@Suite struct DeterminismTests {
    /// All that clients saw, in order.
    private final class Transcript: Sendable {
        private let lines = Lock<[String]>([])

        func add(_ request: HTTPRequest, _ response: HTTPResponse) {
            let fields = response.fields.fields.map { "\($0.name): \($0.value)" }.joined(separator: "\n")
            let body = String(decoding: response.body, as: UTF8.self)
            let text = "\(request.method) \(request.path)\n\(response.status.rawValue)\n\(fields)\n\n\(body)"
            lines.withLock { $0.append(text) }
        }

        var all: [String] { lines.withLock { $0 } }
    }

    private struct Run {
        let transcript: [String]
        let journals: [String]
        let paths: [(String, String)]
    }

    /// A client whose scopes need the user's consent.
    private static let overlay = """
        {
          apps: [{client_id: "asking-app", client_secret: "s", consent_method: "REQUIRED",
                  redirect_uris: ["http://localhost:3000/callback"], grant_types: ["authorization_code"]}],
          authorizationServers: [{id: "default", scopes: [{name: "openid", consent: "REQUIRED"}]}]
        }
        """

    private static func run() throws -> Run {
        let transcript = Transcript()
        let double = try TestDouble(
            [TestOrganization.builtIn(), overlay],
            .socket,
            loops: 4,
            host: "mock.example",
            observe: transcript.add
        )
        try Scenario(double: double).play()
        let journals = try ["", "/t/other"].map { prefix in
            try ControlClient(double, prefix: prefix).get("/requests?secrets=true").text
        }
        let entries = try ControlClient(double).requests()
        let paths = entries.map { ($0["method"]?.string ?? "", $0["path"]?.string ?? "") }
        return Run(transcript: transcript.all, journals: journals, paths: paths)
    }

    @Test func `a scenario over every endpoint gives the same bytes twice, with four loops`() throws {
        let (first, second) = (try Self.run(), try Self.run())
        #expect(first.transcript.count >= 60)
        #expect(first.transcript.count == second.transcript.count)
        for (one, other) in zip(first.transcript, second.transcript) { #expect(one == other) }
        #expect(first.journals == second.journals)
        try Self.expectEveryEndpoint(first.paths)
    }

    /// The scenario visits every endpoint; the Management API draws random numbers for ids only.
    private static func expectEveryEndpoint(_ visited: [(String, String)]) throws {
        for endpoint in AuthorizationFeature.endpoints {
            let table = EndpointTable([endpoint])
            let isVisited = visited.contains { method, path in
                if case .found = table.match(HTTPMethod(rawValue: method), path: path) { true } else { false }
            }
            #expect(isVisited, "\(endpoint.paths)")
        }
    }
}
