import MockOktaFormats
package import MockOktaHTTP
import MockOktaIssuing
package import MockOktaModel

/// Pages that answer a posted form: a browser is redirected to them (RFC 9110 §15.4.4, 303 See Other).
///
/// Otherwise Back would return to the answer of a POST, which a browser neither keeps nor asks for again by itself: it
/// shows an error such as ERR_CACHE_MISS in its place.
package enum PostedPages {
    /// The pattern of the path of a page.
    package static let path = prefix + "{\(idName)}"

    /// The cookie that ties pages and their forms to one browser.
    package static let browserCookie = "oktaStateToken"

    private static let prefix = "/login/page/"
    private static let idName = "page"
    /// A larger page is not kept; the POST itself is answered with it.
    private static let maximumBytes = 65_536

    /// Replaces a page that answers a browser's POST by a redirect to it; returns other answers as they are.
    ///
    /// A script that posts the form receives the page at once: only browsers send the fields that are looked for.
    static func redirecting(_ response: HTTPResponse, _ context: inout RequestContext) -> HTTPResponse {
        guard context.request.method == .post, isNavigation(context.request),
            response.fields["Content-Type"]?.hasPrefix("text/html") == true, response.body.count <= maximumBytes
        else { return response }
        let page = PostedPage(
            id: Base64URL.encode(context.random.bytes(16)),
            browser: browser(after: response, context.request),
            status: response.status.rawValue,
            contentSecurityPolicy: response.fields["Content-Security-Policy"] ?? "",
            body: response.body
        )
        // Without the page the redirect would lead nowhere.
        guard (try? keep(page, context.snapshot)) != nil else { return response }
        var redirect = HTTPResponse(.seeOther, fields: ["Location": context.snapshot.urls.path + prefix + page.id])
        redirect.fields.append(contentsOf: JSONAnswer.noStore)
        for cookie in response.fields.values(of: "Set-Cookie") { redirect.fields.append("Set-Cookie", cookie) }
        return redirect
    }

    /// Keeps a page where each process that may be asked for it finds it.
    private static func keep(_ page: PostedPage, _ snapshot: OrgSnapshot) throws(Refusal) {
        guard snapshot.state.isShared, let key = PostedPage.key(of: page.id) else { return snapshot.caches.keep(page) }
        let expires = snapshot.now + PostedPage.lifetime
        try snapshot.state.postedPages.insert(page, for: key, expires: expires, at: snapshot.now)
    }

    private static func find(_ id: String, _ snapshot: OrgSnapshot) throws(Refusal) -> PostedPage? {
        guard snapshot.state.isShared else { return snapshot.caches.postedPage(id) }
        guard let key = PostedPage.key(of: id) else { return nil }
        let page = try snapshot.state.postedPages.record(key, at: snapshot.now)
        return page.flatMap { $0.id.utf8.elementsEqual(id.utf8) ? $0 : nil }
    }

    /// The cookie that the browser has after an answer; nil where it has none.
    private static func browser(after response: HTTPResponse, _ request: HTTPRequest) -> String? {
        let set = Cookies(HTTPFields(response.fields.values(of: "Set-Cookie").map { ("Cookie", $0) }))
        return set[browserCookie] ?? Cookies(request.fields)[browserCookie]
    }

    /// Returns the page that a request names; nil where it is not kept, or is for another browser.
    ///
    /// A page may contain the code of its user. One that answers a browser without the cookie contains nothing.
    ///
    /// - Throws: `Refusal` where a store fails.
    package static func page(_ context: RequestContext) throws(Refusal) -> HTTPResponse? {
        guard let id = context.pathParameters[idName], let page = try find(id, context.snapshot),
            page.browser == nil || page.browser == Cookies(context.request.fields)[browserCookie]
        else { return nil }
        let fields: HTTPFields = [
            "Content-Type": "text/html;charset=utf-8", "Content-Security-Policy": page.contentSecurityPolicy,
        ]
        var response = HTTPResponse(HTTPStatus(rawValue: page.status), fields: fields, body: page.body)
        response.fields.append(contentsOf: JSONAnswer.noStore)
        return response
    }

    /// Whether a browser will show the answer as a page.
    ///
    /// Browsers send `Sec-Fetch-Mode` over https and to local hosts only (Fetch Metadata §2), but
    /// `Upgrade-Insecure-Requests` with every navigation.
    private static func isNavigation(_ request: HTTPRequest) -> Bool {
        request.fields["Sec-Fetch-Mode"] == "navigate" || request.fields["Upgrade-Insecure-Requests"] == "1"
    }
}
