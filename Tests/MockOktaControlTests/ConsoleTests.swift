import MockOktaControl
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// The console's page and its files, as a browser gets them.
@Suite struct ConsoleTests {
    /// The files that a page names, by `src` or `href`, or that a module imports.
    private static func references(in text: String) -> [String] {
        let marks = ["src=\"console/", "href=\"console/", "from './"]
        return marks.flatMap { mark in
            text.split(separator: mark, omittingEmptySubsequences: false).dropFirst()
                .map { String($0.prefix { $0 != "\"" && $0 != "'" }) }
        }
    }

    /// The page and all that it leads to, by name.
    private static func files(_ double: TestDouble, prefix: String = "") throws -> [String: Answer] {
        var files: [String: Answer] = ["": Answer(try double.send(.get(prefix + "/_mock/")))]
        var names = references(in: files[""]?.text ?? "")
        while let name = names.popLast() {
            guard files[name] == nil else { continue }
            let file = Answer(try double.send(.get(prefix + "/_mock/console/" + name)))
            files[name] = file
            names += references(in: file.text)
        }
        return files
    }

    @Test(arguments: TestDouble.Way.allCases)
    func `the page, its style and its modules are all there, of their types`(way: TestDouble.Way) throws {
        let files = try Self.files(TestDouble(builtInAnd: "{}", way))
        #expect(files.count > 10)
        for (name, file) in files {
            #expect(file.status == 200, "\(name)")
            let type = name.isEmpty ? "html" : name.hasSuffix(".css") ? "css" : "javascript"
            #expect(file.field("Content-Type") == "text/\(type);charset=utf-8", "\(name)")
            #expect(file.field("X-Content-Type-Options") == "nosniff")
            #expect(file.field("Cache-Control") == "no-store")
        }
    }

    @Test func `all of it weighs less than 160 KB`() throws {
        let sizes = try Self.files(TestDouble()).values.map(\.response.body.count)
        #expect(sizes.reduce(0, +) < 160 * 1024)
    }

    @Test func `nothing comes from elsewhere, nothing is inline, and nobody may frame it`() throws {
        let files = try Self.files(TestDouble())
        for (name, file) in files {
            let policy = try #require(file.field("Content-Security-Policy"))
            for part in ["default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"] {
                #expect(policy.split(separator: "; ").contains { $0 == part }, "\(part) of \(name)")
            }
            #expect(!policy.contains("unsafe"))
        }
        let page = try #require(files[""]?.text)
        for absent in ["<style", " style=", " onclick=", "src=\"http", "href=\"http", "src=\"/", "href=\"/"] {
            #expect(!page.contains(absent), "\(absent)")
        }
    }

    @Test func `the page says what every page says`() throws {
        let page = Answer(try TestDouble().send(.get("/_mock/"))).text
        for part in ["<html lang=\"en\"", "name=\"viewport\"", "<meta name=\"color-scheme\" content=\"light dark\">"] {
            #expect(page.contains(part), "\(part)")
        }
    }

    @Test(arguments: ["", "/t/team-a"])
    func `without the slash it leads to the page, also below a tenant's path`(prefix: String) throws {
        let double = try TestDouble()
        let answer = Answer(try double.send(.get(prefix + "/_mock")))
        #expect(answer.status == 302)
        #expect(answer.location == prefix + "/_mock/")
        #expect(try Self.files(double, prefix: prefix).values.allSatisfy { $0.status == 200 })
    }

    @Test func `a tenant's host has it too`() throws {
        let double = try TestDouble([TestOrganization.builtIn()], host: "team-a.localhost:8080")
        #expect(Answer(try double.send(.get("/_mock/"))).status == 200)
    }

    @Test(arguments: ["nothing.js", "console.html", ".", "..", "%2e%2e"])
    func `there are no other files`(name: String) throws {
        #expect(Answer(try TestDouble().send(.get("/_mock/console/" + name))).status == 404)
    }

    @Test func `with a control token the page is open, says that it needs one, and only the API is closed`() throws {
        let double = try TestDouble(access: ControlAccess(token: "s3cret"))
        let files = try Self.files(double)
        #expect(files.values.allSatisfy { $0.status == 200 && !$0.text.contains("s3cret") })
        #expect(files[""]?.text.contains(#"data-control-token="required""#) == true)
        #expect(Answer(try double.send(.get("/_mock/requests"))).status == 401)
        let open = Answer(try TestDouble().send(.get("/_mock/"))).text
        #expect(open.contains(#"data-control-token="none""#))
    }

    @Test(arguments: [ControlAccess(isEnabled: false), ControlAccess(role: .orgOnly)])
    func `where the control API is not served, the console is not`(access: ControlAccess) throws {
        let double = try TestDouble(access: access)
        for path in ["/_mock", "/_mock/", "/_mock/console/main.js"] {
            #expect(Answer(try double.send(.get(path))).status == 404, "\(path)")
        }
    }

    @Test func `no exchange of it is journaled`() throws {
        let double = try TestDouble()
        _ = try Self.files(double)
        #expect(try ControlClient(double).requests().isEmpty)
    }
}
