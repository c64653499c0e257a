import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// An authorize request that waits on a page: carried by the page itself, sealed, bound to its browser.
///
/// No store is needed, so a page survives a reset of everything else.
struct AuthorizeTransaction {
    let parameters: FormParameters
    let started: Instant
    /// On the consent page: the session that this very request has been satisfied with.
    let session: RecordKey?
    /// On the pages between the password and the end of a sign-in: the stored sign-in.
    let signIn: RecordKey?
    let browser: String

    /// The cookie that makes a form useless in another browser (login CSRF, RFC 6749 §10.12).
    static let cookieName = PostedPages.browserCookie

    /// How long a sign-in page works.
    static let lifetime: TimeSpan = .hours(1)

    init(
        _ parameters: FormParameters,
        session: RecordKey? = nil,
        signIn: RecordKey? = nil,
        _ context: inout RequestContext
    ) {
        self.parameters = parameters
        self.session = session
        self.signIn = signIn
        started = context.snapshot.now
        // One browser, one secret: sign-in pages in several tabs all keep working.
        browser = Cookies(context.request.fields)[Self.cookieName] ?? Base64URL.encode(context.random.bytes(16))
    }

    /// The secret of the browser that sends a request; nil before its first page.
    static func browser(_ context: RequestContext) -> String? { Cookies(context.request.fields)[cookieName] }

    /// The server whose page a sealed text comes from, before the seal is checked.
    static func server(of text: String, _ context: RequestContext) -> AuthorizationServer? {
        guard let content = text.split(separator: ".").first.flatMap({ Base64URL.decode(String($0)) }),
            let id = (try? JSON.parse(content))?["server"]?.string
        else { return nil }
        return context.organization.allServers.first { $0.id.rawValue.hasSameBytes(as: id) }
    }

    func cookie(_ context: RequestContext) -> SetCookie {
        SessionCookie.cookie(Self.cookieName, browser, context.request, context.snapshot)
    }

    /// The hidden field of the page's forms.
    func sealed(_ context: RequestContext) -> String {
        var content: JSONObject = [
            "server": .string(context.server.id.rawValue),
            "started": .integer(Int(started.microseconds)),
            "epoch": .integer(Int(context.snapshot.timeline.epoch)),
            "parameters": .array(parameters.parameters.map { [.string($0.name), .string($0.value)] }),
        ]
        content["session"] = session.map { .string(SessionID(key: $0).claim) }
        content["signIn"] = signIn.map { .string(Base64URL.encode($0.bytes)) }
        let bytes = JSON.object(content).serialized()
        let seal = context.snapshot.secret.seal(bytes + Array(browser.utf8), for: Self.purpose)
        return Base64URL.encode(bytes) + "." + Base64URL.encode(seal)
    }

    /// Reads the field of a posted form.
    init(_ text: String?, _ context: RequestContext) throws(Refusal) {
        guard let parts = text?.split(separator: "."), parts.count == 2, let bytes = Base64URL.decode(String(parts[0])),
            let seal = Base64URL.decode(String(parts[1])),
            let cookie = Cookies(context.request.fields)[Self.cookieName],
            context.snapshot.secret.isSeal(seal, of: bytes + Array(cookie.utf8), for: Self.purpose),
            let content = try? JSON.parse(bytes), content["server"]?.string == context.server.id.rawValue,
            let started = content["started"]?.integer
        else {
            throw Refusal(
                .requestExpired,
                why: "the form is not one this double gave to this browser",
                remedy: Remedy("Start again at the app. The browser must keep the cookie \(Self.cookieName).")
            )
        }
        browser = cookie
        self.started = Instant(microseconds: Int64(started))
        parameters = FormParameters(
            (content["parameters"]?.array ?? []).compactMap { pair in
                guard let pair = pair.strings, pair.count == 2 else { return nil }
                return (pair[0], pair[1])
            }
        )
        session = content["session"]?.string.flatMap(SessionID.init(claim:))?.key
        signIn = (content["signIn"]?.string).flatMap { Base64URL.decode($0) }.map { RecordKey($0) }
        let epoch = UInt32(clamping: content["epoch"]?.integer ?? 0)
        let expires = self.started + Self.lifetime
        guard context.snapshot.now < expires, !context.snapshot.timeline.hasExpired(epoch: epoch, expires: expires)
        else {
            throw Refusal(.requestExpired, why: "the sign-in page is older than \(Self.lifetime.seconds) s")
        }
    }

    private static let purpose = "authorize"
}
