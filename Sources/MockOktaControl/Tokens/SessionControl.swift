import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/_mock/sessions`: signs a user in without a page.
enum SessionControl {
    static func start(_ call: ControlCall) throws(ControlError) -> HTTPResponse {
        let body = try ControlBody(call.request, allowed: ["user"])
        let user = try call.user(try body.required("user"))
        let world = call.world
        var random = call.tenant.nextControlRandom()
        let id = SessionID(drawnFrom: &random)
        let expires = world.now + Session.lifetime
        let authentication = Authentication(time: world.now, session: id.key)
        let session = Session(userID: user.id, created: world.now, authentication: authentication)
        world.state.sessions.insert(session, for: id.key, expires: expires, at: world.now)
        let token = SessionTokenText.issue(to: user, in: world, random: &random)
        return ControlAnswer.json(
            .created,
            [
                "session": [
                    "id": .string(id.text), "userId": .string(user.id.rawValue),
                    "expiresAt": .string(RFC3339.format(microseconds: expires.microseconds)),
                ],
                "cookie": ["name": "idx", "value": .string(id.cookie(sealedBy: world.secret))],
                "sessionToken": .string(token),
            ]
        )
    }
}
