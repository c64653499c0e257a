import MockOktaFormats
import MockOktaHTTP
import MockOktaHTTPClient
import MockOktaModel
import MockOktaSystem

/// Reads the lists and objects of an org through Okta's Management API.
struct ManagementReader {
    /// Why an object or list cannot be read, although the server answers.
    struct Denied: Error {
        let status: Int
        let path: String
        /// Okta's `errorSummary`.
        let summary: String?

        var text: String { "GET \(path) answers \(status)" + (summary.map { " (\($0))" } ?? "") }
    }

    enum Failure: Error {
        case denied(Denied)
        case broken(ToolError)
    }

    private let address: String
    private let url: PlainURL
    private let token: String
    private let client: HTTPClient

    /// Okta counts calls by the minute, and names the second of the next one.
    private static let longestPause: Int64 = 60
    private static let attempts = 3
    /// Okta may send an empty page before the last one, but not many.
    private static let mostPagesWithoutNews = 10

    init(_ address: String, token: String, _ client: HTTPClient) throws(ToolError) {
        guard let url = PlainURL(address) else {
            throw .badArgument("\(address) is not of the form https://host[:port]")
        }
        guard !token.isEmpty, token.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw .badArgument("--token: the token must be printable ASCII without spaces")
        }
        self.address = address
        self.url = url
        self.token = token
        self.client = client.limited(to: .seconds(30), longestBody: 1 << 28)
    }

    /// The base path of the org's URL, without a slash at the end.
    private var prefix: String { url.path.hasSuffix("/") ? String(url.path.dropLast()) : url.path }

    /// Reads one object.
    func object(_ path: String) throws(Failure) -> JSONObject {
        let answer = try answer(prefix + path)
        guard let object = (try? JSON.parse(answer.body))?.object else { throw broken("GET \(path) gives no object") }
        return object
    }

    /// Reads the org's own attributes of a schema, in the form of a fixture; nil where there are none.
    func customSchema(_ path: String) throws(Failure) -> JSON? {
        let custom = try object("/api/v1/meta/schemas/" + path)["definitions"]?["custom"]?["properties"]?.object
        return custom.flatMap { $0.isEmpty ? nil : ["custom": .object($0)] }
    }

    /// Reads all pages of a list.
    ///
    /// - Parameters:
    ///   - path: the path, which may have a query.
    ///   - limit: the objects of a page; nil for lists without pages.
    ///   - most: the most objects to read.
    ///   - progress: receives the number of objects read so far.
    /// - Returns: the objects.
    /// - Throws: what the server refuses, or that it does not answer.
    func list(
        _ path: String,
        limit: Int? = nil,
        most: Int = .max,
        _ progress: (Int) -> Void = { _ in }
    ) throws(Failure) -> [JSONObject] {
        let query = limit.map { (path.contains("?") ? "&" : "?") + "limit=\($0)" } ?? ""
        var next: String? = prefix + path + query
        var (objects, visited, ids): ([JSONObject], Set<String>, Set<String>) = ([], [], [])
        var pagesWithoutNews = 0
        while let page = next, objects.count < most {
            guard visited.insert(page).inserted else { throw broken("the pages of \(path) form a circle") }
            let answer = try answer(page)
            guard let rows = (try? JSON.parse(answer.body))?.array else { throw broken("GET \(path) gives no array") }
            let new = rows.compactMap(\.object).filter { row in
                row["id"]?.string.map { ids.insert($0).inserted } ?? true
            }
            pagesWithoutNews = new.isEmpty ? pagesWithoutNews + 1 : 0
            guard pagesWithoutNews < Self.mostPagesWithoutNews else {
                throw broken("the pages of \(path) have no end: \(pagesWithoutNews) in succession have nothing new")
            }
            objects += new
            progress(min(objects.count, most))
            next = nextPage(answer)
        }
        return objects.count > most ? Array(objects.prefix(most)) : objects
    }

    /// The path of the link `next` (RFC 8288): its host is that of the org, which a proxy may hide.
    private func nextPage(_ answer: ResponseReader.Answer) -> String? {
        // Okta sends each link as a field of its own; a proxy may join them.
        let links = answer.fields.values(of: "Link").flatMap { value in
            value.split(separator: "<").map { "<" + $0 }
        }
        guard let link = links.first(where: { $0.contains("rel=\"next\"") }) else { return nil }
        let target = PlainURL(String(link.dropFirst().prefix { $0 != ">" }))
        guard let path = target?.path else { return nil }
        return path.hasPrefix(prefix + "/") ? path : prefix + path
    }

    private func answer(_ path: String) throws(Failure) -> ResponseReader.Answer {
        for attempt in 1...Self.attempts {
            let answer: ResponseReader.Answer
            do throws(HTTPClientError) {
                let fields = [
                    ("Accept", "application/json"), ("Authorization", "SSWS " + token), ("User-Agent", "mock-okta"),
                ]
                answer = try client.get(path, from: url, fields: fields)
            } catch {
                throw .broken(.unreachable("\(address): \(error)"))
            }
            guard answer.status != 429 || attempt == Self.attempts else {
                Pause.wait(seconds: try pause(answer))
                continue
            }
            guard answer.status != 200 else { return answer }
            let error = try? JSON.parse(answer.body)
            if answer.status == 401, error?["errorCode"]?.string == OktaError.invalidToken.code {
                throw .broken(.unreachable("\(address): the token is not valid (GET \(path) answers 401)"))
            }
            throw .denied(Denied(status: answer.status, path: path, summary: error?["errorSummary"]?.string))
        }
        throw broken("GET \(path) is refused for too many requests")
    }

    /// The seconds until the window of the rate limit ends, which is a minute at most (Okta, "Rate limits").
    private func pause(_ answer: ResponseReader.Answer) throws(Failure) -> Int {
        guard let reset = answer.fields.values(of: "X-Rate-Limit-Reset").first.flatMap({ Int64($0) }) else { return 1 }
        let wait = min(max(reset, 0), 1 << 40) - WallClock.microseconds / 1_000_000 + 1
        // Twice, because the clocks may differ.
        guard wait <= 2 * Self.longestPause else {
            throw broken("the rate limit is said to end in \(wait) s; a window of Okta's has 60 s")
        }
        return Int(min(max(wait, 1), Self.longestPause))
    }

    private func broken(_ text: String) -> Failure { .broken(.unreachable("\(address): \(text)")) }
}
