import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// Fifty recoveries of one user, answered at once: five answers are judged, whatever the order.
@Suite struct RecoveryRaceTests {
    @Test(.rule("signin.recovery-answers")) func `of fifty wrong answers five are judged`() throws {
        let race = try SignInRace()
        let client = AuthnClient(race.double)
        let requests = try (0..<SignInRace.volume).map { _ in
            let body: JSON = ["username": "mia@example.com", "factorType": "SMS"]
            let challenge = try client.post("/recovery/password", body)
            let answer: JSON = ["stateToken": .string(challenge.string("stateToken")), "passCode": "guess"]
            return AuthnClient.request("/recovery/factors/SMS/verify", answer)
        }
        let answers = try RequestBurst.fire(requests, at: race.double)
        #expect(answers.allSatisfy { $0.status == 403 })
        #expect(answers.count { !$0.text.contains("too many failed attempts") } == 5)
        #expect(race.double.user("mia@example.com")?.status == .active)
    }
}
