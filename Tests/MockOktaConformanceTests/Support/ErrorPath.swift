import MockOktaFormats
import MockOktaTestSupport
import Testing

/// The checks that every module makes of a refusal (RFC 6749 §4.1.2.1, §5.2).
enum ErrorPath {
    static func verify(_ answer: AuthorizationAnswer, _ party: RelyingParty, isOneOf errors: Set<String>) {
        #expect(errors.contains(answer["error"] ?? ""), "\(answer)")
        #expect(answer["state"] == FormParameters(party.request())["state"])
        #expect(answer["code"] == nil && answer["access_token"] == nil && answer["id_token"] == nil)
        #expect(answer.parameters.duplicatedNames.isEmpty)
        #expect(Set(answer.parameters.names).isSubset(of: ["error", "error_description", "state", "iss"]))
        #expect(answer["error_description"].map(isLegal) != false)
    }

    /// A refusal of the token endpoint.
    static func verify(_ answer: Answer, is error: String) {
        #expect(answer.status == 400, "\(answer)")
        #expect(answer.field("Content-Type") == "application/json")
        #expect(answer.error == error)
        #expect(isLegal(answer.errorDescription))
        #expect(answer.json.object?.keys == ["error", "error_description"])
    }

    /// A page for the user, because nothing may be redirected.
    static func verifyPage(_ answer: Answer) {
        #expect((400..<500).contains(answer.status), "\(answer)")
        #expect(answer.location.isEmpty)
        #expect(answer.field("Content-Type")?.hasPrefix("text/html") == true)
    }

    /// The characters that RFC 6749 appendix A.8 allows; the suite warns of anything else.
    private static func isLegal(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 == 0x20 || $0 == 0x21 || (0x23...0x5B).contains($0) || (0x5D...0x7E).contains($0) }
    }
}
