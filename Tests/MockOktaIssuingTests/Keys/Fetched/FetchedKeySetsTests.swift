import MockOktaFormats
import MockOktaIssuing
import MockOktaModel
import MockOktaTestSupport
import Testing

struct FetchedKeySetsTests {
    private static let url = "https://client.example/jwks"
    private let sets = FetchedKeySets()
    private let fetcher = StubFetcher()
    private let start = Instant(seconds: 1000)

    private func need(_ keyID: String? = nil) -> FetchedKeySets.Need { .init(url: Self.url, keyID: keyID) }

    private func serve(_ ids: String..., cacheControl: String? = "max-age=600") {
        let keys = ids.map { "{\"kty\": \"RSA\", \"kid\": \"\($0)\"}" }.joined(separator: ",")
        fetcher.serve("{\"keys\": [\(keys)]}", at: Self.url, cacheControl: cacheControl)
    }

    /// The ids of the latest keys; nil for a failure.
    private var ids: [String]? {
        guard case .keys(let keys) = sets.outcome(of: Self.url) else { return nil }
        return keys.compactMap { $0["kid"]?.string }
    }

    @Test func `a set is kept until its Cache-Control ends`() {
        #expect(sets.lacks(need(), at: start))
        serve("a")
        sets.fetch(need(), by: fetcher, at: start)
        #expect(ids == ["a"])
        #expect(!sets.lacks(need("a"), at: start + .seconds(600) - TimeSpan(microseconds: 1)))
        #expect(sets.lacks(need("a"), at: start + .seconds(600)))
    }

    @Test func `a set that may not be kept is fetched for each request, which still uses it`() {
        serve("a", cacheControl: "no-store")
        sets.fetch(need(), by: fetcher, at: start)
        #expect(ids == ["a"])
        #expect(sets.lacks(need("a"), at: start))
    }

    @Test func `an unknown key is looked for once`() {
        serve("a")
        sets.fetch(need("a"), by: fetcher, at: start)
        #expect(sets.lacks(need("b"), at: start))
        sets.fetch(need("b"), by: fetcher, at: start)
        #expect(!sets.lacks(need("b"), at: start))
        serve("a", "c")
        #expect(sets.lacks(need("c"), at: start))
        sets.fetch(need("c"), by: fetcher, at: start)
        #expect(ids == ["a", "c"])
        #expect(!sets.lacks(need("c"), at: start))
        #expect(fetcher.urls.count == 3)
    }

    @Test func `unknown keys do not cause fetches without end`() {
        serve("a")
        sets.fetch(need("a"), by: fetcher, at: start)
        var fetches = 0
        for number in 0..<100 where sets.lacks(need("x\(number)"), at: start) {
            sets.fetch(need("x\(number)"), by: fetcher, at: start)
            fetches += 1
        }
        #expect(fetches == 16)
        #expect(sets.lacks(need("y"), at: start + .seconds(600)))
    }

    @Test func `a failure is told and tried again with the next request`() {
        sets.fetch(need(), by: fetcher, at: start)
        guard case .failure(let why) = sets.outcome(of: Self.url) else {
            Issue.record("no failure")
            return
        }
        #expect(why == "https://client.example/jwks: Connection refused")
        #expect(sets.lacks(need(), at: start))
        serve("a")
        sets.fetch(need(), by: fetcher, at: start)
        #expect(ids == ["a"])
    }

    @Test(arguments: [("[]", 200), ("{}", 200), ("no JSON", 200), ("{\"keys\": []}", 404)])
    func `what is no key set is a failure`(text: String, status: Int) {
        fetcher.serve(text, at: Self.url, status: status)
        sets.fetch(need(), by: fetcher, at: start)
        #expect(ids == nil)
    }

    @Test func `all sets can be forgotten`() {
        serve("a")
        sets.fetch(need(), by: fetcher, at: start)
        sets.removeAll()
        #expect(sets.outcome(of: Self.url) == nil)
        #expect(sets.lacks(need("a"), at: start))
    }
}
