import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport
import Testing

/// A sign-in whose change of the user fails with the store goes no further.
struct FailedChangeTests {
    @Test func `a password that could not be set leads to no second factor`() throws {
        for count in 0..<50 {
            let stores = FailingStores()
            let double = try TestDouble([TestOrganization.builtIn(), FactorsFixture.text], store: stores)
            let authn = AuthnClient(double)
            let path = "/users/otto@example.com/lifecycle/reset_password?sendEmail=false"
            let url = try ManagementClient(double).post(path).string("resetPasswordUrl")
            let token = JSON.string(url.split(separator: "/").last.map(String.init) ?? "")
            let state = try authn.post("/recovery/token", ["recoveryToken": token])
            stores.operationsLeft = count
            let answer = try authn.follow(state, "next", ["newPassword": "Good-pw-123"])
            stores.operationsLeft = nil
            if answer.status == 200 {
                #expect(answer.string("status") == "MFA_REQUIRED" && count > 2)
                return
            }
            #expect(answer.status == 503)
            // The request was not begun, or the sign-in has ended.
            let later = try authn.post("", ["stateToken": .string(state.string("stateToken"))])
            #expect(later.string("status") == "PASSWORD_RESET" || later.status == 401)
        }
        Issue.record("the request needs more than fifty operations")
    }
}
