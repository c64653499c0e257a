import MockOktaModel
import Testing

@Suite struct OktaErrorTests {
    @Test func `the placeholder of a summary is filled, and braces in a value stay`() {
        let error = OktaError(400, "E0000001", "Api validation failed: {0}")
        #expect(error.with("login").summary == "Api validation failed: login")
        #expect(error.with("{0}").summary == "Api validation failed: {0}")
    }
}
