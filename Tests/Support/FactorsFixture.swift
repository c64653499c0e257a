/// Users with factors, for tests of signing in.
package enum FactorsFixture {
    /// The key of the one-time passwords of RFC 6238, appendix B.
    package static let secret = Array("12345678901234567890".utf8)

    package static let text = """
        {users: [
          {id: "00u00000000000000mfa", profile: {login: "mia@example.com", firstName: "Mia", lastName: "Factor"},
           credentials: {password: {value: "Mia-pw-1"}}, factors: [
            {id: "uft000000000000totp1", factorType: "token:software:totp", provider: "GOOGLE",
             mock: {sharedSecret: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"}},
            {id: "emf00000000000000em1", factorType: "email"},
            {id: "sms00000000000000sm1", factorType: "sms", profile: {phoneNumber: "+15551234567"}},
            {id: "ufs00000000000000qu1", factorType: "question",
             profile: {question: "disliked_food", answer: "Spinach"}},
            {id: "opf00000000000000pu1", factorType: "push"}]},
          {id: "00u00000000000000otp", profile: {login: "otto@example.com", firstName: "Otto", lastName: "Code"},
           credentials: {password: {value: "Otto-pw-1"}}, factors: [
            {id: "uft000000000000totp2", factorType: "token:software:totp", provider: "GOOGLE",
             mock: {sharedSecret: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"}}]},
          {id: "00u0000000000expired", status: "PASSWORD_EXPIRED", profile: {login: "ed@example.com"},
           credentials: {password: {value: "Ed-pw-123"}}}]}
        """
}
