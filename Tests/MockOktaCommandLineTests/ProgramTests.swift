import Glibc
import MockOkta
import MockOktaCommandLine
import MockOktaTestSupport
import Testing

/// The program as scripts see it; one at a time, for each is a process.
@Suite(.serialized)
struct ProgramTests {
    struct Usage: Sendable, CustomTestStringConvertible {
        let arguments: [String]
        var environment: [String: String] = [:]
        let status: Int32
        let complaint: String

        var testDescription: String { arguments.joined(separator: " ") + " → \(status)" }
    }

    @Test(arguments: [
        Usage(arguments: ["--prot", "0"], status: 64, complaint: "--port"),
        Usage(arguments: ["chek"], status: 64, complaint: "chek is no command; did you mean check?"),
        Usage(arguments: ["--port", "65536"], status: 64, complaint: "--port: 65536 is not a port from 0 to 65535"),
        Usage(
            arguments: ["--clock", "2026-01-01T00:00:00"],
            status: 64,
            complaint: "--clock: 2026-01-01T00:00:00 has no zone"
        ),
        Usage(arguments: ["--back-channel-url", "http://h"], status: 64, complaint: "--back-channel-url: "),
        Usage(
            arguments: ["--drain-timeout", "soon"],
            status: 64,
            complaint: "--drain-timeout: soon is not a duration"
        ),
        Usage(arguments: ["--log-level", "warn"], status: 64, complaint: "did you mean warning?"),
        Usage(
            arguments: ["--seed", "99999999999999999999"],
            status: 64,
            complaint: "--seed: 99999999999999999999 is not a whole number from 0 to 9007199254740991"
        ),
        Usage(arguments: ["--seed", "9007199254740992"], status: 64, complaint: "is larger than 9007199254740991"),
        Usage(arguments: ["--base-url", "http://x:99999"], status: 64, complaint: "--base-url: http://x:99999 has"),
        Usage(
            arguments: ["token", "--client", "service-app", "--base-url", "http://x:0"],
            status: 64,
            complaint: "--base-url: http://x:0 has"
        ),
        Usage(arguments: ["check", "/dev/zero"], status: 66, complaint: "/dev/zero: is a device, not a file"),
        Usage(arguments: [], environment: ["MOCK_OKTA_SEED": "x"], status: 64, complaint: "MOCK_OKTA_SEED: x "),
        Usage(
            arguments: [],
            environment: ["MOCK_OKTA_FREEZE": "2"],
            status: 64,
            complaint: "MOCK_OKTA_FREEZE: 2 is none of"
        ),
        Usage(arguments: ["check"], status: 64, complaint: "path"),
        Usage(
            arguments: ["--port", "0", "--fixtures", "/none.json"],
            status: 66,
            complaint: "/none.json: there is no such"
        ),
        Usage(arguments: ["check", "/none.json"], status: 66, complaint: "/none.json: there is no such"),
        Usage(arguments: ["--port", "0", "--host", "none.invalid"], status: 69, complaint: "none.invalid"),
        Usage(arguments: ["healthcheck", "ftp://h"], status: 64, complaint: "ftp://h is not of the form"),
        Usage(arguments: ["--control-token", ""], status: 64, complaint: "--control-token: must not be empty"),
        Usage(arguments: ["--control-origin", "localhost"], status: 64, complaint: "--control-origin: localhost "),
        Usage(arguments: ["--tls", "--tls-name", "a b"], status: 64, complaint: "--tls-name: a b is not a name"),
        Usage(arguments: ["--tls-name", "a"], status: 64, complaint: "--tls-name: requires --tls"),
        Usage(arguments: ["doctor", "--insecure", "--tls-ca", "f", "https://h"], status: 64, complaint: "exclude"),
        Usage(arguments: ["doctor", "--tls-ca", "/none.pem", "https://h"], status: 66, complaint: "/none.pem: "),
        Usage(arguments: ["--port", "9", "--tls-port", "9"], status: 64, complaint: "--tls-port: 9 is used twice"),
        Usage(
            arguments: ["--port", "9", "--control-port", "9"],
            status: 64,
            complaint: "--control-port: 9 is used twice"
        ),
    ])
    func `each failure has its exit code, its words and no output`(row: Usage) throws {
        let ending = try Program.run(row.arguments, environment: row.environment)
        #expect(ending.status == row.status)
        #expect(ending.complaints.contains(row.complaint), "\(ending.complaints)")
        #expect(ending.output.isEmpty)
    }

    @Test func `a busy port ends it with 69`() throws {
        let okta = try MockOktaServer.start()
        defer { okta.stop() }
        let ending = try Program.run(["--port", String(okta.port)])
        #expect(ending.status == 69)
        #expect(ending.complaints.contains("127.0.0.1:\(okta.port)"))
    }

    private static let unwritable: [([String], String)] = [
        (["--ready-file", "/none/ready.json"], "cannot write the ready file /none/ready.json"),
        (["--tls", "--tls-ca-out", "/none/ca.pem"], "cannot write the CA to /none/ca.pem"),
    ]

    @Test(arguments: unwritable)
    func `a file that cannot be written ends the start with 73`(arguments: [String], complaint: String) throws {
        let ending = try Program.run(["--port", "0"] + arguments)
        #expect(ending.status == 73)
        #expect(ending.complaints.contains(complaint), "\(ending.complaints)")
        let export = try Program.run(["export", "--out", "/proc/none"])
        #expect(export.status == 73)
    }

    @Test func `check says that all is well, and how much it saw`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(
            "a.json",
            #"{"apps": [{"client_id": "x", "redirect_uris": ["http://localhost/cb"]}]}"#
        )
        let ending = try Program.run(["check", file])
        #expect(ending.status == 0)
        #expect(ending.output.isEmpty)
        #expect(ending.complaints.contains("1 file: no users, "))
        #expect(ending.complaints.hasSuffix("no errors, no warnings\n"))
    }

    @Test func `bad fixtures end check with 1 and serve with 65`() throws {
        let folder = try TemporaryFolder()
        let bad = try folder.write("bad.json", #"{"aps": [], "users": [{"profile": {}}]}"#)
        let check = try Program.run(["check", bad])
        #expect(check.status == 1)
        #expect(check.output.split(separator: "\n").count == 2)
        #expect(check.output.hasPrefix("\(bad):1:2: aps: is not known"))
        let serve = try Program.run(["--port", "0", "--fixtures", bad])
        #expect(serve.status == 65)
        #expect(serve.complaints.contains(check.output))
    }

    @Test(arguments: [
        ("json", #""line": 1,"#), ("github", "::error file="), ("text", ":1:2: aps: is not known"),
    ])
    func `check has formats for programs`(format: String, part: String) throws {
        let folder = try TemporaryFolder()
        let bad = try folder.write("bad.json", #"{"aps": []}"#)
        let ending = try Program.run(["check", "--format", format, bad])
        #expect(ending.status == 1)
        #expect(ending.output.contains(part), "\(ending.output)")
    }

    @Test(arguments: [(["completion", "bash"], "mock-okta"), (["completion", "fish"], "complete -c 'mock-okta'")])
    func `it prints completions`(arguments: [String], part: String) throws {
        let ending = try Program.run(arguments)
        #expect(ending.status == 0)
        #expect(ending.output.contains(part))
    }

    @Test func `it prints a manual page`() throws {
        let ending = try Program.run(["help", "--man"])
        #expect(ending.status == 0)
        #expect(ending.output.hasPrefix(".TH MOCK-OKTA 1"))
        #expect(ending.output.contains(".SS mock\\-okta explain") || ending.output.contains(".SS mock-okta explain"))
    }

    @Test func `warnings do not end check`() throws {
        let folder = try TemporaryFolder()
        let doubtful = try folder.write("doubtful.json", #"{"apps": [{"client_id": "x", "client_secret": "y"}]}"#)
        let ending = try Program.run(["check", doubtful])
        #expect(ending.status == 0)
        #expect(ending.output.contains(": warning: apps[0]: "))
    }

    private static let inline: [(String, Int32)] = [
        ("{apps: [{client_id: 'x', client_secret: 'y', application_type: 'service'}]}", 0), ("{aps: []}", 65),
    ]

    @Test(arguments: inline)
    func `a fixture can stand in the environment`(fixture: String, status: Int32) throws {
        let environment = ["MOCK_OKTA_FIXTURES": fixture]
        let ending = try Program.run(["token", "--client", "x", "--seed", "1"], environment: environment)
        #expect(ending.status == status, "\(ending.complaints)")
        #expect(ending.output.split(separator: ".").count == (status == 0 ? 3 : 0))
    }

    @Test func `the version is the library's`() throws {
        let ending = try Program.run(["--version"])
        #expect(ending.status == 0)
        #expect(ending.output == MockOktaServer.version + "\n")
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func `it prints its card, serves, and ends well at a signal`(signal: Int32) throws {
        let program = try Program(["--port", "0", "--seed", "8"], environment: ["MOCK_OKTA_SEED": "7"])
        let card = program.output(until: "/v1/token\n\n")
        let line = try #require(card.split(separator: "\n").first)
        #expect(line.hasSuffix(", seed 8"))
        let url = try #require(line.split(separator: " ").first { $0.hasPrefix("http://") }?.dropLast())
        #expect(try Program.run(["healthcheck", String(url)]).status == 0)
        program.send(signal)
        let ending = program.end()
        #expect(ending.status == 0)
        #expect(ending.output.isEmpty)
    }

    @Test func `a log that nobody reads holds up neither requests nor the end`() throws {
        let program = try Program(["--port", "0", "--drain-timeout", "5"])
        let card = program.output(until: "/v1/token\n\n")
        let url = try #require(card.split(separator: " ").first { $0.hasPrefix("http://127.0.0.1:") }?.dropLast())
        let port = try #require(url.split(separator: ":").last.flatMap { UInt16($0) })
        let client = try RawClient(port: port)
        // More lines than the channel and the queue hold.
        let request = "GET /oauth2/default/v1/keys HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
        for _ in 0..<800 {
            try client.send(String(repeating: request, count: 10))
            for _ in 0..<10 { #expect(try client.readAnswer().status == 200) }
        }
        program.send(SIGTERM)
        #expect(program.end().status == 0)
    }

    @Test func `healthcheck takes its port from the environment and ends with 1 where nobody answers`() throws {
        let okta = try MockOktaServer.start()
        let environment = ["MOCK_OKTA_PORT": String(okta.port)]
        #expect(try Program.run(["healthcheck"], environment: environment).status == 0)
        okta.stop()
        #expect(try Program.run(["healthcheck"], environment: environment).status == 1)
        let other = try MockOktaServer.start(configuration: .init(host: "::1"))
        defer { other.stop() }
        var variables = ["MOCK_OKTA_PORT": String(other.port)]
        #expect(try Program.run(["healthcheck"], environment: variables).status == 1)
        variables["MOCK_OKTA_HOST"] = "::1"
        #expect(try Program.run(["healthcheck"], environment: variables).status == 0)
    }
}
