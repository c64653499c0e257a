import MockOktaFormats
package import MockOktaHTTP
package import MockOktaIssuing
package import MockOktaModel

/// `/oauth2` and `/.well-known`: everything an authorization server answers.
package enum AuthorizationFeature {
    /// Answers a request that a route has been found for.
    ///
    /// - Parameters:
    ///   - request: as received.
    ///   - endpoint: what its path names.
    ///   - server: what the path names, active or not; nil where the org has none such.
    ///   - address: the `{server}` of the path; nil for the org server.
    ///   - snapshot: what the request sees.
    ///   - linksControl: whether the control API is served here, for pages that speak of it.
    ///   - random: its chance.
    ///   - notes: filled in for the journal.
    /// - Returns: the answer; refusals are rendered, nothing is thrown.
    package static func answer(
        _ request: HTTPRequest,
        at endpoint: AuthorizationEndpoint,
        of server: AuthorizationServer?,
        addressed address: String?,
        in snapshot: OrgSnapshot,
        linksControl: Bool,
        random: inout SeededRandom,
        notes: inout ExchangeNotes
    ) -> HTTPResponse {
        guard let server, server.isActive || address == nil else {
            let refusal = Refusal(
                .resourceNotFound(address ?? "", "AuthorizationServer"),
                why: "the org has no active authorization server \(address ?? "")"
            )
            notes.record(refusal)
            let wantsPage =
                endpoint == .authorize && Accept(request.fields).prefers("text/html", over: "application/json")
            var response = wantsPage ? ErrorPage.notFound(why: refusal.why) : ErrorAnswer.json(refusal, random: &random)
            CrossOrigin.allow(request, endpoint, in: snapshot, &response)
            return response
        }
        var call = Call(
            request: request,
            server: server,
            snapshot: snapshot,
            linksControl: linksControl,
            random: random,
            notes: ExchangeNotes()
        )
        // Exchanged rather than copied: each of the notes would be counted.
        swap(&call.notes, &notes)
        call.notes.server = server.address ?? server.id.rawValue
        var response = answer(endpoint, &call)
        random = call.random
        swap(&notes, &call.notes)
        CrossOrigin.allow(request, endpoint, in: snapshot, &response)
        return response
    }

    private static func answer(_ endpoint: AuthorizationEndpoint, _ call: inout Call) -> HTTPResponse {
        switch endpoint {
        // These speak to a browser or in header fields, so they render their own refusals.
        case .authorize: AuthorizeEndpoint.answer(&call)
        case .signIn: SignInEndpoint.answer(&call)
        case .consent: ConsentEndpoint.answer(&call)
        case .cancel: CancelEndpoint.answer(&call)
        case .logout: LogoutEndpoint.answer(&call)
        case .sessionRedirect: SessionRedirectEndpoint.answer(&call)
        case .signOut: SignOutEndpoint.answer(&call)
        case .userInfo: UserInfoEndpoint.answer(&call)
        case .openIDConfiguration: json(&call, DiscoveryEndpoint.openIDConfiguration)
        case .oauthServerMetadata: json(&call, DiscoveryEndpoint.oauthServerMetadata)
        case .keys: json(&call, KeysEndpoint.answer)
        case .authn: json(&call, AuthnEndpoint.answer)
        case .session: json(&call, SessionEndpoint.answer)
        case .sessionRefresh: json(&call, SessionEndpoint.refresh)
        case .token: json(&call, TokenEndpoint.answer)
        case .introspect: json(&call, IntrospectEndpoint.answer)
        case .revoke: json(&call, RevokeEndpoint.answer)
        case .unserved: json(&call, UnservedEndpoint.answer)
        }
    }

    private static func json(
        _ call: inout Call,
        _ endpoint: (inout Call) throws(Refusal) -> HTTPResponse
    ) -> HTTPResponse {
        do throws(Refusal) {
            return try endpoint(&call)
        } catch {
            call.notes.record(error)
            let isBasic = BasicCredentials.arePresented(in: call.request)
            let realm = isBasic ? WebOrigin.host(of: call.snapshot.urls.front) : nil
            return ErrorAnswer.json(error, random: &call.random, realm: realm)
        }
    }
}
