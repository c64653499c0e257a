import MockOktaFormats
package import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

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
        let id = Base64URL.encode(context.random.bytes(16))
        let page = TenantCaches.PostedPage(
            browser: browser(after: response, context.request),
            status: response.status.rawValue,
            contentSecurityPolicy: response.fields["Content-Security-Policy"] ?? "",
            body: response.body
        )
        context.snapshot.caches.keep(page, as: id)
        var redirect = HTTPResponse(.seeOther, fields: ["Location": context.snapshot.urls.path + prefix + id])
        redirect.fields.append(contentsOf: JSONAnswer.noStore)
        for cookie in response.fields.values(of: "Set-Cookie") { redirect.fields.append("Set-Cookie", cookie) }
        return redirect
    }

    /// The cookie that the browser has after an answer; nil where it has none.
    private static func browser(after response: HTTPResponse, _ request: HTTPRequest) -> String? {
        let set = Cookies(HTTPFields(response.fields.values(of: "Set-Cookie").map { ("Cookie", $0) }))
        return set[browserCookie] ?? Cookies(request.fields)[browserCookie]
    }

    /// Returns the page that a request names; nil where it is not kept, or is for another browser.
    ///
    /// A page may contain the code of its user. One that answers a browser without the cookie contains nothing.
    package static func page(_ context: RequestContext) -> HTTPResponse? {
        guard let id = context.pathParameters[idName], let page = context.snapshot.caches.postedPage(id),
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
