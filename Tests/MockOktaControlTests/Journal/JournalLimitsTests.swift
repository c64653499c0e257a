import MockOktaControl
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// What one request leaves behind in the journal is bounded.
@Suite struct JournalLimitsTests {
    private static func form(_ body: String, query: String? = nil) -> HTTPRequest {
        HTTPRequest(
            method: .post,
            path: "/oauth2/default/v1/token",
            query: query,
            fields: ["Content-Type": "application/x-www-form-urlencoded"],
            body: Array(body.utf8)
        )
    }

    private static func outcome(_ why: String? = nil) -> ExchangeOutcome {
        var record = ExchangeRecord()
        record.why = why
        return ExchangeOutcome(.ok, record)
    }

    @Test func `a value is cut at a kilobyte and says how long it was`() throws {
        let double = try TestDouble()
        let long = String(repeating: "ü", count: 5000)
        _ = try OAuthClient(double).token([("client_id", long), ("scope", "orders:read"), ("state", "short")])
        let entry = try #require(try ControlClient(double).requests().first)
        let cut = String(repeating: "ü", count: 512) + "… (cut: 10000 bytes)"
        #expect(entry["parameters"]?["client_id"]?.string == cut)
        #expect(entry["client_id"]?.string == cut)
        #expect(entry["parameters"]?["state"] == "short")
        #expect(entry["why"]?.string?.utf8.count ?? 0 < 1100)
    }

    @Test func `a secret that was cut is redacted`() throws {
        let double = try TestDouble()
        let long = String(repeating: "s3cret", count: 1000)
        _ = try OAuthClient(double).token([("client_secret", long), ("client_id", "web-app")])
        #expect(!(try ControlClient(double).get("/requests").text.contains("s3cret")))
    }

    @Test func `the reason of a refusal is cut too`() {
        let journal = Journal()
        let entry = journal.append(
            Self.form("a=b"),
            at: TestDouble.start,
            Self.outcome(String(repeating: "x", count: 9999))
        )
        #expect(entry.record.why == String(repeating: "x", count: 1024) + "… (cut: 9999 bytes)")
    }

    @Test func `many parameters are kept up to two hundred, in linear time`() throws {
        let journal = Journal()
        let body = String(repeating: "a&", count: 32_700)
        let entry = journal.append(Self.form(body), at: TestDouble.start, Self.outcome())
        let parameters = try #require(entry.json(showsSecrets: false)["parameters"])
        #expect(parameters["a"]?.array?.count == 200)
        #expect(parameters["…"] == "32500 more parameters (cut)")
    }

    @Test func `large requests do not make the journal exceed its bytes`() {
        let journal = Journal(capacity: 1000, byteLimit: 1 << 20)
        let values = (0..<100).map { "p\($0)=" + String(repeating: "v", count: 1000) }.joined(separator: "&")
        for _ in 0..<50 { _ = journal.append(Self.form(values), at: TestDouble.start, Self.outcome()) }
        let kept = journal.entries().map(\.id)
        #expect(kept.count < 12)
        #expect(kept.last == 50)
        #expect(kept == Array((51 - kept.count)...50))
    }

    @Test func `an entry larger than the limit is kept until the next one`() {
        let journal = Journal(capacity: 10, byteLimit: 1)
        for id in 1...3 {
            _ = journal.append(Self.form("a=b"), at: TestDouble.start, Self.outcome())
            #expect(journal.entries().map(\.id) == [id])
        }
    }

    @Test func `entries after an id are found when older ones are gone`() {
        let journal = Journal(capacity: 5)
        for _ in 0..<12 { _ = journal.append(Self.form("a=b"), at: TestDouble.start, Self.outcome()) }
        #expect(journal.entries(after: 0).map(\.id) == [8, 9, 10, 11, 12])
        #expect(journal.entries(after: 7).map(\.id) == [8, 9, 10, 11, 12])
        #expect(journal.entries(after: 10).map(\.id) == [11, 12])
        #expect(journal.entries(after: .max).map(\.id) == [])
    }

    private static let secrets: [(String, String)] = [
        ("otp", "form"), ("device_code", "form"), ("interaction_code", "form"), ("oob_code", "form"),
        ("SAMLResponse", "form"), ("private_key", "form"), ("auth_req_id", "form"), ("stateHandle", "form"),
        ("credentials.passcode", "form"), ("otp", "array"), ("token", "array"), ("answer", "nested"),
        ("private_key", "nested"),
    ]

    @Test(arguments: secrets)
    func `secrets are redacted wherever they stand`(name: String, way: String) throws {
        let double = try TestDouble()
        let body =
            switch way {
            case "array": #"{"\#(name)": ["s3cret", {"a": "s3cret"}], "b": "shown"}"#
            case "nested": #"{"list": [{"inner": {"\#(name)": "s3cret"}}], "b": "shown"}"#
            default: "\(name)=s3cret&b=shown"
            }
        var request = Self.form(body)
        if way != "form" { request.fields["Content-Type"] = "application/json" }
        _ = try double.send(request)
        let text = try ControlClient(double).get("/requests").text
        #expect(!text.contains("s3cret"))
        #expect(text.contains("shown"))
    }

    @Test func `a Basic credential without a colon is no client id`() throws {
        let double = try TestDouble()
        var request = Self.form("grant_type=client_credentials")
        request.fields["Authorization"] = "Basic " + Base64.encode(Array("s3cret".utf8))
        _ = try double.send(request)
        let text = try ControlClient(double).get("/requests").text
        #expect(!text.contains("s3cret"), "\(text)")
    }
}
