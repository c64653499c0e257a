import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// "Remember me": the sign-in page of a browser begins with the user name that was last entered there.
///
/// The session is kept only where a rule of the app asks for that ("keep me signed in").
enum RememberedLogin {
    /// Okta's name of the cookie.
    private static let cookieName = "ln"
    private static let lifetime = 365 * 24 * 3600
    private static let longestLogin = 255

    /// Sets or removes the cookie.
    ///
    /// - Parameters:
    ///   - login: what was entered; nothing is remembered of an empty one.
    ///   - isWanted: what the user chose; nil where the client did not say.
    ///   - context: gets the cookie.
    static func note(_ login: String, isWanted: Bool?, _ context: inout RequestContext) {
        let isPresent = Cookies(context.request.fields)[cookieName] != nil
        guard let isWanted, isWanted || isPresent, !login.isEmpty, login.utf8.count <= longestLogin else { return }
        let text = isWanted ? Base64URL.encode(Array(login.utf8)) : ""
        var cookie = SessionCookie.cookie(cookieName, text, context.request, context.snapshot)
        cookie.maxAge = isWanted ? lifetime : 0
        context.cookies.append(cookie)
    }

    static func login(_ context: RequestContext) -> String? {
        guard let text = Cookies(context.request.fields)[cookieName], let bytes = Base64URL.decode(text),
            bytes.count <= longestLogin
        else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }
}

/// The cookie by which a browser is known again while it uses `/idp/idx`.
enum DeviceCookie {
    /// Okta's name of the cookie.
    static let name = "DT"

    /// The browser's cookie; one that has none gets one.
    static func use(_ context: inout RequestContext) -> String {
        if let present = Cookies(context.request.fields)[name] { return present }
        let new = Base64URL.encode(context.random.bytes(16))
        context.cookies.append(SessionCookie.cookie(name, new, context.request, context.snapshot))
        return new
    }
}
