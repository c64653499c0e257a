import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport
import Testing

/// Golden: the envelope of each state, members in the order of recordings, with invented values.
@Suite struct IDXGoldenTests {
    /// An envelope without what all forms have, with short words for the handle and its field (`SH`), the org's URL
    /// (`B`), and the id of the user (`USER`).
    static func outline(_ answer: Answer) -> String {
        let handle = answer.string("stateHandle")
        let user = answer.json["user"]?["value"]?["id"]?.string ?? "none"
        let ion = "application/ion+json; okta-version=1.0.0"
        let field = #"{"name":"stateHandle","required":true,"value":"SH","visible":false,"mutable":false}"#
        return answer.text.replacing(handle, with: "SH").replacing(field, with: "SH")
            .replacing("http://mock.example", with: "B").replacing(user, with: "USER")
            .replacing(#""rel":["create-form"],"#, with: "")
            .replacing(#""method":"POST","produces":"\#(ion)","#, with: "")
            .replacing(#","accepts":"application/json; okta-version=1.0.0""#, with: "")
    }

    @Test(.rule("idx.golden"), arguments: IDXGolden.all)
    func `an envelope is as recorded`(golden: IDXGolden) throws {
        let double = try TestDouble([
            TestOrganization.builtIn(), IDXClient.fixture, FactorsFixture.text, RegistrationFixture.warning,
            RegistrationFixture.text("profileAttributes: []"), IDXGolden.users, golden.overlay,
        ])
        let answer = try golden.walk(IDXClient(double), double)
        #expect(Self.outline(answer) == golden.envelope)
    }
}
