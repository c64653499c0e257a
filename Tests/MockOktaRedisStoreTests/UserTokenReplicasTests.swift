#if Redis
import MockOktaFormats
import MockOktaRedisStore
import MockOktaTestSupport
import Testing

@Suite(.enabled(if: RedisServer.isInstalled, "redis-server is not installed"))
struct UserTokenReplicasTests {
    @Test(.rule("idx.recovery-token"))
    func `of many who set the password of one token at once, one does, and no other goes on`() async throws {
        let server = try #require(RedisServer.shared)
        let address = server.address("test-\(UInt64.random(in: .min ... .max))")
        let doubles = try (0..<2).map { _ in
            try TestDouble([TestOrganization.builtIn(), FactorsFixture.text], store: try RedisStateStore(address))
        }
        let path = "/users/otto@example.com/lifecycle/reset_password?sendEmail=false"
        let url = try ManagementClient(doubles[0]).post(path).string("resetPasswordUrl")
        let token = JSON.string(url.split(separator: "/").last.map(String.init) ?? "")
        let states = try (0..<16).map { number in
            try AuthnClient(doubles[number % 2]).post("/recovery/token", ["recoveryToken": token])
        }
        let passwords = try await withThrowingTaskGroup(of: String?.self) { group in
            for (number, state) in states.enumerated() {
                group.addTask {
                    let client = AuthnClient(doubles[number % 2])
                    let password = "Good-pw-\(100 + number)"
                    let answer = try client.follow(state, "next", ["newPassword": .string(password)])
                    if answer.string("status") == "MFA_REQUIRED" { return password }
                    #expect(answer.status == 403 && answer.string("errorCode") == "E0000038")
                    let later = try client.post("", ["stateToken": .string(state.string("stateToken"))])
                    #expect(later.status == 401)
                    return nil
                }
            }
            return try await group.reduce(into: [String]()) { $0 += $1.map { [$0] } ?? [] }
        }
        #expect(passwords.count == 1)
        let password = passwords.first ?? ""
        #expect(try AuthnClient(doubles[1]).start("otto@example.com", password).string("status") == "MFA_REQUIRED")
    }
}
#endif
