import ArgumentParser
import MockOkta
import MockOktaCommandLine
import MockOktaSystem

/// Mints a token without a server.
struct TokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Mint a token from the fixtures, without a server, and print it.",
        discussion: """
            A server started on the same fixtures verifies it. Policies are not asked: any scope of the server may be \
            had. Exits with 65 when the server's key is neither in the fixtures nor made from --seed.
            """
    )

    @Option(parsing: .singleValue, help: "A fixture file or folder (default: the built-in org).")
    var fixtures: [String] = []

    @Option(help: "Id or name of the authorization server, or org (default: default).")
    var server: String?

    @Option(help: "The client's id.")
    var client: String?

    @Option(help: "The user's login; without one the token is the client's own.")
    var user: String?

    @Option(parsing: .singleValue, help: "Scopes, separated by spaces; repeatable.")
    var scope: [String] = []

    @Option(help: "How long it lives: PT5M, or seconds (default: as the policies say).")
    var ttl: String?

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("A claim to add or replace; the value may be JSON.", valueName: "name=value")
    )
    var claim: [String] = []

    @Flag(name: .customLong("id-token"), help: "Print an ID token instead of an access token.")
    var wantsIDToken = false

    @Option(name: .customLong("base-url"), help: "What the issuer begins with (default: http://127.0.0.1:8080).")
    var baseURL: String?

    @Option(help: "When it is issued: 2026-01-01T00:00:00Z (default: mock.clock, else now).")
    var clock: String?

    @Option(help: "The seed of the server, where its key is made from it.")
    var seed: String?

    func run() throws {
        var sources = SettingSources()
        var request = OfflineTokenRequest()
        request.kind = wantsIDToken ? .id : .access
        request.server = server
        request.client = client
        request.user = user
        request.scopes = scope.isEmpty ? nil : scope.flatMap { $0.split(separator: " ").map(String.init) }
        request.lifetime = try ttl.map { try SettingSources.Setting(text: $0, label: "--ttl").duration }
        request.claims = try claim.map(Self.claim)
        if let url = sources.setting("base-url", flag: baseURL, member: "baseURL") { request.baseURL = url.text }
        request.clock = sources.setting("clock", flag: clock)?.text
        request.seed = try sources.setting("seed", flag: seed)?.number("a whole number from 0 to 9007199254740991")
        let fixtures = sources.fixtures(flags: fixtures)
        do throws(ToolError) {
            Output.write(try OfflineToken(fixtures, request).text() + "\n", to: Output.standardOutput)
        } catch {
            throw CommandFailure(error, settings: sources)
        }
    }

    private static func claim(_ text: String) throws(CommandFailure) -> (name: String, value: String) {
        guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
            throw CommandFailure(.usage, "--claim: \(text) is not of the form name=value")
        }
        return (String(text[..<equals]), String(text[text.index(after: equals)...]))
    }
}
