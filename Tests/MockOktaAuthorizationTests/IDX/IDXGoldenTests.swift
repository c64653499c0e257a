import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport
import Testing

/// Golden: the envelope of each state, members in the order of recordings, with invented values.
@Suite struct IDXGoldenTests {
    /// An envelope without what all forms have, with short words for the handle and its field (`SH`), the org's URL
    /// (`B`), the id of the user (`USER`), the code (`CODE`), and the key of an authenticator app (`KEY`, `QR`).
    static func outline(_ answer: Answer) throws -> String {
        let ion = "application/ion+json; okta-version=1.0.0"
        let key = answer.json["currentAuthenticator"]?["value"]?["contextualData"]
        let code = answer.json["successWithInteractionCode"]?["value"]?.array?[1]["value"]
        return try Golden.line(
            answer.outline([
                (answer.string("stateHandle"), "SH"),
                (#"{"name":"stateHandle","required":true,"value":"SH","visible":false,"mutable":false}"#, #""SH""#),
                ("http://mock.example", "B"), (answer.json["user"]?["value"]?["id"]?.string ?? "", "USER"),
                (code?.string ?? "", "CODE"), (key?["qrcode"]?["href"]?.string ?? "", "QR"),
                (key?["sharedSecret"]?.string ?? "", "KEY"), (#""rel":["create-form"],"#, ""),
                (#""method":"POST","produces":"\#(ion)","#, ""),
                (#","accepts":"application/json; okta-version=1.0.0""#, ""),
            ])
        )
    }

    @Test(.rule("idx.golden"), arguments: IDXGolden.all)
    func `an envelope is as recorded`(golden: IDXGolden) throws {
        let double = try TestDouble([
            TestOrganization.builtIn(), IDXClient.fixture, FactorsFixture.text, RegistrationFixture.warning,
            RegistrationFixture.text("profileAttributes: []"), IDXGolden.users, golden.overlay,
        ])
        let answer = try golden.walk(IDXClient(double, server: golden.server), double)
        let outline = try Self.outline(answer)
        #expect(answer.status == golden.status)
        #expect(try outline == Golden.json("idx/\(golden.testDescription)"))
    }
}
