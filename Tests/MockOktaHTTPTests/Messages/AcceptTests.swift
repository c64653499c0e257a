import MockOktaHTTP
import Testing

struct AcceptTests {
    private static let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

    @Test(arguments: [
        (nil, true), ("application/json", true), ("*/*", true), ("application/*", true), (browser, true),
        ("text/html", false), ("application/json;q=0", false), ("application/json;q=0, */*", false), ("", true),
    ])
    func `JSON is admitted as the ranges say`(field: String?, expected: Bool) {
        #expect(Accept(fields(field)).admits("application/json") == expected)
    }

    @Test(arguments: [
        (nil, false), ("*/*", false), (browser, true), ("application/json, text/html;q=0.5", false),
        ("text/html", true), ("application/json", false),
    ])
    func `HTML is preferred only by those who say so`(field: String?, expected: Bool) {
        #expect(Accept(fields(field)).prefers("text/html", over: "application/json") == expected)
    }

    private func fields(_ accept: String?) -> HTTPFields {
        accept.map { ["Accept": $0] } ?? [:]
    }
}
