import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// The answer to any request has a form that clients of Okta read.
@Suite struct BadInputTests {
    /// Ten seeds of a thousand requests each.
    private static let count = 1000

    @Test(arguments: 0..<10)
    func `no input breaks an endpoint`(seed: Int) throws {
        let double = try TestDouble(builtInAnd: CollectedTokens.fixture)
        let check = AnswerCheck()
        var statuses: [Int: Int] = [:]
        var random = SeededRandom(seed: UInt64(seed), purpose: "bad input", ordinal: 0)
        for round in 0..<(Self.count / 100) {
            var maker = RequestMaker(Mangler(loot: try CollectedTokens.gather(double), random: random))
            for number in 0..<100 {
                let request = maker.make()
                let answer = Answer(try double.send(request))
                statuses[answer.status, default: 0] += 1
                let problems = check.problems(answer, to: request)
                #expect(problems.isEmpty, "seed \(seed), request \(round * 100 + number): \(Self.text(request))")
            }
            random = maker.mangler.random
            double.advance(Int64.random(in: 0...4000, using: &random))
        }
        // Input that is refused at the door would prove nothing.
        for status in [200, 201, 204, 302, 400, 401, 404, 405] {
            #expect(statuses[status, default: 0] > 0, "\(statuses)")
        }
    }

    @Test(arguments: [
        ("a {0} c", "a b c", true), ("a {0} c", "a c", false), ("{0}", "x", true), ("a", "a", true), ("a", "b", false),
        ("[{0}] and [{1}]", "[x] and [y]", true), ("[{0}] and [{1}]", "[x] or [y]", false),
    ])
    func `a template knows the texts that fill it`(template: String, text: String, isMatch: Bool) {
        #expect(KnownErrors.matches(text, template) == isMatch)
    }

    @Test(arguments: ["<p>", "<p></b>", "<p a=b></p>", "<p a=\"b></p>", "a < b", "<script>"])
    func `a page that is not whole is noticed`(content: String) {
        #expect(Markup.problem("<!DOCTYPE html>\n" + content) != nil)
        #expect(Markup.problem("<!DOCTYPE html>\n<p class=\"a\" hidden><br></p><script>a<b</script>") == nil)
    }

    private static func text(_ request: HTTPRequest) -> String {
        let fields = request.fields.fields.map { "\($0.name): \($0.value)" }.joined(separator: "; ")
        let target = request.path + (request.query.map { "?" + $0 } ?? "")
        return
            "\(request.method) \(target.prefix(600)) {\(fields.prefix(900))} \(String(decoding: request.body, as: UTF8.self).prefix(600))"
    }
}
