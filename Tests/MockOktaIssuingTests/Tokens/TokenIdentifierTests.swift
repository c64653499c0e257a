import MockOktaIssuing
import MockOktaModel
import Testing

@Suite struct TokenIdentifierTests {
    private static func random() -> SeededRandom { SeededRandom(seed: 3, purpose: "test", ordinal: 1) }

    @Test func `an access token that comes with a refresh token names its grant`() throws {
        var random = Self.random()
        let grant = GrantID(drawnFrom: &random)
        let id = TokenIdentifier(.access, grant: grant, epoch: 0, expires: Instant(seconds: 9), random: &random)
        let parts = id.text.split(separator: ".")
        #expect(parts[0] == "AT")
        #expect(parts[1].count == 43)
        #expect(parts[2].hasPrefix("oar") && parts[2].count == 20)
        #expect(try #require(TokenIdentifier(id.text)) == id)
    }

    @Test(arguments: [0, 1, 255, 256, .max] as [UInt32])
    func `the epoch survives the round trip`(epoch: UInt32) throws {
        var random = Self.random()
        let id = TokenIdentifier(.id, epoch: epoch, expires: Instant(microseconds: 7_654_321), random: &random)
        let read = try #require(TokenIdentifier(id.text))
        #expect(read.epoch == epoch)
        #expect(read.expiryFraction == TimeSpan(microseconds: 654_321))
    }

    @Test(arguments: [0, 1, 255, 65536, 999_999, -1] as [Int64])
    func `the rest of the second survives the round trip`(microseconds: Int64) throws {
        var random = Self.random()
        let expires = Instant(seconds: 100) + TimeSpan(microseconds: microseconds)
        let id = TokenIdentifier(.access, epoch: 9, expires: expires, random: &random)
        let read = try #require(TokenIdentifier(id.text))
        #expect(Instant(seconds: expires.seconds) + read.expiryFraction == expires)
        #expect(read.epoch == 9)
    }

    @Test(arguments: [
        "", "AT", "AT.", "AT.short", "XX.\(String(repeating: "A", count: 43))",
        "AT.\(String(repeating: "A", count: 43)).oar1",
    ])
    func `other text is no identifier`(text: String) {
        #expect(TokenIdentifier(text) == nil)
    }

    @Test func `a grant's refresh token id is a name and back`() throws {
        var random = Self.random()
        for _ in 0..<100 {
            let grant = GrantID(drawnFrom: &random)
            #expect(GrantID(refreshTokenID: grant.refreshTokenID) == grant)
        }
        #expect(GrantID(bytes: [UInt8](repeating: 255, count: 12)).refreshTokenID.count == 20)
        #expect(GrantID(refreshTokenID: "oarzzzzzzzzzzzzzzzzz") == nil)
    }
}
