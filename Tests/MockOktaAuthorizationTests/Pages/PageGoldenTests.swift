import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport
import Testing

/// Golden: what is on the page of each state, with the names and ids of Okta's own forms, without personas.
@Suite struct PageGoldenTests {
    /// The main part of a page, without the values of hidden fields, QR codes, keys and tokens in paths.
    private static func outline(_ answer: Answer) -> String {
        var text = between("<main", "</main>", of: answer.text).first ?? ""
        text = String(text.drop { $0 != ">" }.dropFirst())
        for value in between(#"name="stateToken" value=""#, "\"", of: text) {
            text = text.replacing("value=\"\(value)\"", with: "value=\"SEALED\"")
        }
        for image in between("<svg", "</svg>", of: text) { text = text.replacing("<svg\(image)</svg>", with: "<svg/>") }
        for code in between("<code>", "</code>", of: text) { text = text.replacing(code, with: "CODE") }
        for path in ["/signin/reset-password/", "/signin/unlock/"] {
            for token in between(path, "\"", of: text) { text = text.replacing(token, with: "TOKEN") }
        }
        let lines = text.split(separator: "\n").map { $0.trimmingBlanks }.filter { !$0.isEmpty }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func between(_ start: String, _ end: String, of text: String) -> [String] {
        text.split(separator: start, omittingEmptySubsequences: false).dropFirst().map { part in
            String(part.firstRange(of: end).map { part[..<$0.lowerBound] } ?? part)
        }
    }

    @Test(.rule("page.golden"), arguments: PageGolden.all)
    func `a page has what Okta's has`(golden: PageGolden) throws {
        let double = try TestDouble([
            TestOrganization.builtIn(), FactorsFixture.text, RegistrationFixture.warning,
            RegistrationFixture.text("profileAttributes: []"), IDXGolden.users,
            #"{mock: {signInPage: {personas: false}, oneTimeCode: "123456"}}"#, golden.overlay,
        ])
        let answer = try golden.walk(Browser(double), double)
        let outline = Self.outline(answer)
        #expect(try outline == Golden.page("pages/\(golden.testDescription)"))
    }
}

extension Substring {
    fileprivate var trimmingBlanks: Substring {
        let start = drop { $0 == " " }
        return start.last == " " ? start.dropLast() : start
    }
}
