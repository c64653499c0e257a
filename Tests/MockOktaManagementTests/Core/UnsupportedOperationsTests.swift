import MockOktaFormats
import MockOktaTestSupport
import Testing

/// What Okta has and this double does not.
@Suite struct UnsupportedOperationsTests {
    @Test(.rule("management.unsupported")) func `an operation that is not served: 501 E0000060, counted as a gap`()
        throws
    {
        let double = try TestDouble(builtInAnd: "{}")
        let client = ManagementClient(double)
        for _ in 0..<2 {
            let answer = try client.get("/idps")
            #expect(answer.status == 501)
            #expect(answer.string("errorSummary") == "Unsupported operation.")
        }
        #expect(try client.post("/zones/nzo1/lifecycle/activate").string("errorCode") == "E0000060")
        #expect(try client.get("/idpz").string("errorCode") == "E0000008")
        let gaps = try ControlClient(double).get("/gaps")["gaps"]?.array?.map {
            "\($0["count"]?.integer ?? 0) \($0["method"]?.string ?? "") \($0["path"]?.string ?? "")"
        }
        #expect(gaps == ["2 GET /api/v1/idps", "1 POST /api/v1/zones/nzo1/lifecycle/activate"])
    }
}
