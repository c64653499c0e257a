import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport
import Testing

/// Golden: the answer of each state, members in the order of recordings and of Okta's documents, with invented values.
@Suite struct AuthnGoldenTests {
    /// An answer without the hints of links, which are all the same, with short words for the state token (`ST`), the
    /// session token (`SESSION`), the org's URL (`B`), the id of an error (`ID`) and the key of an app (`KEY`).
    static func outline(_ answer: Answer) throws -> String {
        let activation = answer.json["_embedded"]?["factor"]?["_embedded"]?["activation"]
        return try Golden.line(
            answer.outline([
                (answer.string("stateToken"), "ST"), (answer.string("sessionToken"), "SESSION"),
                (answer.string("errorId"), "ID"), (Self.qrToken(activation), "QR"),
                (activation?["sharedSecret"]?.string ?? "", "KEY"),
                ("http://mock.example", "B"), (#","hints":{"allow":["POST"]}"#, ""),
            ])
        )
    }

    /// The token at the end of the link to a QR code.
    private static func qrToken(_ activation: JSON?) -> String {
        let link = activation?["_links"]?["qrcode"]?["href"]?.string ?? ""
        return link.split(separator: "/").last.map(String.init) ?? ""
    }

    @Test(.rule("authn.golden"), arguments: AuthnGolden.all)
    func `an answer is as recorded`(golden: AuthnGolden) throws {
        let double = try TestDouble([
            TestOrganization.builtIn(), FactorsFixture.text, IDXGolden.users, golden.overlay,
        ])
        let answer = try golden.walk(AuthnClient(double))
        let outline = try Self.outline(answer)
        #expect(answer.status == golden.status)
        #expect(try outline == Golden.json("authn/\(golden.testDescription)"))
    }
}
