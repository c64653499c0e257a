import MockOktaFormats
import MockOktaTestSupport
import Testing

/// Sessions of browsers are listed and ended.
@Suite struct SessionControlTests {
    @Test func `sessions are listed, the newest first, and end`() throws {
        let double = try TestDouble()
        let control = ControlClient(double)
        #expect(try control.get("/sessions").json == ["sessions": [], "total": 0])
        let first = try control.post("/sessions", ["user": "alice@example.com"])["session"]?["id"]?.string ?? ""
        double.advance(60)
        let browser = Browser(double)
        let parameters = OAuthClient.authorize()
        _ = try OAuthClient(double).signIn(browser, parameters, as: ("bob@example.com", "Bob-pw-1"))
        let list = try control.get("/sessions")
        #expect(list["sessions"]?.array?.map { $0["user"] } == ["bob@example.com", "alice@example.com"])
        #expect(list["sessions"]?.array?.first?["created"] == "2026-01-01T00:01:00.000Z")
        #expect(list["sessions"]?.array?.first?["amr"] == ["pwd"])
        let second = list["sessions"]?.array?.first?["id"]?.string ?? ""
        #expect(try control.delete("/sessions/\(second)").status == 204)
        #expect(try browser.get("/oauth2/default/v1/authorize", parameters).status == 200)
        #expect(try control.get("/sessions")["sessions"]?.array?.map { $0["id"]?.string } == [first])
        #expect(try control.delete("/sessions/\(second)").status == 404)
        #expect(try control.delete("/sessions/x").status == 404)
    }
}
