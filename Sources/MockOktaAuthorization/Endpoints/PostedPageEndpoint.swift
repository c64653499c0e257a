import MockOktaEndpoints
import MockOktaHTTP
import MockOktaModel

/// `/login/page/{page}`: the page that answered a form which a browser posted.
enum PostedPageEndpoint {
    static func answer(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        guard let page = try PostedPages.page(context) else {
            throw Refusal(
                .requestExpired,
                why: "the page is for another browser, or is not kept any more: only the latest answers to forms are",
                remedy: Remedy("Start again at the app.")
            )
        }
        return page
    }
}
