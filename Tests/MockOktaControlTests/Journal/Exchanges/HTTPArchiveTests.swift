import MockOktaControl
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// The journal as an HTTP Archive.
@Suite struct HTTPArchiveTests {
    @Test func `it has the filtered exchanges in the format's members`() throws {
        let double = try TestDouble()
        _ = try double.send(HTTPRequest(method: .get, path: "/oauth2/default/v1/keys", query: "client_id=web-app"))
        let form = [("grant_type", "client_credentials"), ("scope", "orders:read"), ("client_secret", "s3cret")]
        _ = try OAuthClient(double).token(form + [("client_id", "service-app")])
        let control = ControlClient(double)
        #expect(try control.get("/requests.har")["log"]?["entries"]?.array?.count == 2)
        let answer = try control.get("/requests.har?path=*/v1/token&status=401&limit=1")
        #expect(answer["log"]?["entries"]?.array?.isEmpty == true)
        let archive = try control.get("/requests.har?client_id=service-app")
        #expect(archive.field("Content-Disposition") == #"attachment; filename="mock-okta.har""#)
        let log = try #require(archive["log"])
        #expect(log["version"] == "1.2")
        #expect(log["creator"] == ["name": "mock-okta", "version": "1.0.0"])
        let entry = try #require(log["entries"]?.array?.first)
        #expect(
            entry.object?.keys == [
                "startedDateTime", "time", "request", "response", "cache", "timings", "comment", "_id",
            ]
        )
        #expect(entry["startedDateTime"] == "2026-01-01T00:00:00.000Z")
        #expect(entry["time"] == 0)
        let request = try #require(entry["request"])
        #expect(request["url"] == "http://mock.example/oauth2/default/v1/token")
        #expect(request["postData"]?["mimeType"] == "application/x-www-form-urlencoded")
        #expect(
            request["postData"]?["params"]?.array?.map { $0["value"]?.string ?? "" } == [
                "client_credentials", "orders:read", "[redacted]", "service-app",
            ]
        )
        let response = try #require(entry["response"])
        #expect(response["status"] == 401)
        #expect(response["statusText"] == "Unauthorized")
        #expect(response["content"]?["mimeType"]?.string?.hasPrefix("application/json") == true)
        #expect(response["redirectURL"] == "")
    }

    @Test func `the URLs of an isolated org select it`() throws {
        let double = try TestDouble()
        _ = try double.send(HTTPRequest(method: .get, path: "/t/team-a/oauth2/default/v1/keys"))
        let archive = try ControlClient(double, prefix: "/t/team-a").get("/requests.har")
        let urls = archive["log"]?["entries"]?.array?.map { $0["request"]?["url"] }
        #expect(urls == ["http://mock.example/t/team-a/oauth2/default/v1/keys"])
    }
}
