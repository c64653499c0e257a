import MockOktaEngine
import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// One request to the control API and what must come back.
struct ControlCase: CustomTestStringConvertible {
    let testDescription: String
    var method: HTTPMethod = .put
    var path = "/_mock/clock"
    let body: String
    let status: Int
    /// Members that the answer must have.
    let members: JSONObject
}

@Suite struct ClockControlTests {
    private static let cases: [ControlCase] = [
        ControlCase(
            testDescription: "read",
            method: .get,
            body: "",
            status: 200,
            members: ["now": "2026-01-01T00:00:00.000Z", "frozen": true]
        ),
        ControlCase(
            testDescription: "set",
            body: #"{"now":"2027-01-01T00:00:00Z"}"#,
            status: 200,
            members: ["now": "2027-01-01T00:00:00.000Z", "frozen": true]
        ),
        ControlCase(
            testDescription: "run on",
            body: #"{"frozen":false}"#,
            status: 200,
            members: ["now": "2026-01-01T00:00:00.000Z", "frozen": false]
        ),
        ControlCase(
            testDescription: "return to real time",
            body: #"{"now":null}"#,
            status: 200,
            members: ["frozen": false]
        ),
        ControlCase(
            testDescription: "advance",
            method: .post,
            path: "/_mock/clock/advance",
            body: #"{"by":"PT1H"}"#,
            status: 200,
            members: ["now": "2026-01-01T01:00:00.000Z"]
        ),
        ControlCase(
            testDescription: "advance by seconds",
            method: .post,
            path: "/_mock/clock/advance",
            body: #"{"by":1.5}"#,
            status: 200,
            members: ["now": "2026-01-01T00:00:01.500Z"]
        ),
        ControlCase(
            testDescription: "a negative step",
            method: .post,
            path: "/_mock/clock/advance",
            body: #"{"by":"-PT1H"}"#,
            status: 400,
            members: ["error": "bad_value", "field": "by"]
        ),
        ControlCase(
            testDescription: "no step",
            method: .post,
            path: "/_mock/clock/advance",
            body: "{}",
            status: 400,
            members: ["error": "missing_field", "field": "by"]
        ),
        ControlCase(
            testDescription: "an unknown member",
            body: #"{"nwo":"2027-01-01T00:00:00Z"}"#,
            status: 400,
            members: ["error": "unknown_field", "field": "nwo", "allowed": ["now", "frozen"]]
        ),
        ControlCase(
            testDescription: "a wrong type",
            body: #"{"frozen":1}"#,
            status: 400,
            members: ["error": "wrong_type", "field": "frozen"]
        ),
        ControlCase(
            testDescription: "an instant without a zone",
            body: #"{"now":"2027-01-01T00:00:00"}"#,
            status: 400,
            members: ["error": "bad_value", "field": "now"]
        ),
        ControlCase(testDescription: "no JSON", body: "now", status: 400, members: ["error": "bad_value"]),
        ControlCase(
            testDescription: "an unknown path",
            path: "/_mock/clok",
            body: "{}",
            status: 404,
            members: ["error": "not_found"]
        ),
        ControlCase(
            testDescription: "a wrong method",
            method: .delete,
            body: "",
            status: 405,
            members: ["error": "method_not_allowed"]
        ),
    ]

    @Test(arguments: cases, TestDouble.Way.allCases)
    func `the clock obeys, and says what it does not understand`(expectation: ControlCase, way: TestDouble.Way) throws {
        let double = try TestDouble(["{}"], way)
        let request = HTTPRequest(
            method: expectation.method,
            path: expectation.path,
            fields: ["Content-Type": "application/json"],
            body: Array(expectation.body.utf8)
        )
        let answer = Answer(try double.send(request))
        #expect(answer.status == expectation.status, "\(answer)")
        for member in expectation.members.members { #expect(answer[member.key] == member.value, "\(answer)") }
    }

    @Test func `health tells version and seed`() throws {
        let answer = Answer(try TestDouble(["{}"]).send(HTTPRequest(method: .get, path: "/_mock/health")))
        #expect(answer.text == #"{"status":"UP","version":"1.0.0","seed":1}"#)
    }
}
