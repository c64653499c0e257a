import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/device/authorize`: a device that has no browser gets a code for its user (RFC 8628 §3.1).
enum DeviceAuthorizationEndpoint {
    /// Where users type the code in: a page of the org, whichever server was asked.
    static let verificationPath = "/activate"

    static func answer(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        let parameters = try EndpointParameters(context.request)
        let client = try AuthenticatedClient.find(&context, parameters, for: .deviceCode)
        let rules = ScopeRules(server: context.server, client: client, settings: context.settings)
        let scopes = try rules.scopes(parameters["scope"])
        try rules.requireOpenID(scopes.names)
        let deviceCode = OneTimeCode.device.draw(&context.random)
        let userCode = try start(client, scopes, deviceCode, &context)
        let page = context.snapshot.urls.front + verificationPath
        let body: JSON = [
            "device_code": .string(deviceCode),
            "user_code": .string(userCode),
            "verification_uri": .string(page),
            "verification_uri_complete": .string(page + "?user_code=" + userCode),
            "expires_in": .integer(Int(DecoupledAuthorizations.deviceLifetime.seconds)),
            "interval": .integer(Int(DecoupledAuthorization.interval.seconds)),
        ]
        return JSONAnswer.uncached(.ok, body)
    }

    /// Draws user codes until one is free, of which the first nearly always is.
    private static func start(
        _ client: Application,
        _ scopes: ChosenScopes,
        _ deviceCode: String,
        _ context: inout RequestContext
    ) throws(Refusal) -> String {
        let authorizations = DecoupledAuthorizations(context.snapshot)
        guard try authorizations.countUserCode(of: client.clientID) else {
            let most = DecoupledAuthorizations.userCodesPerClient
            let why = "\(client.clientID) got \(most) user codes within the lifetime of one"
            throw Refusal(.tooManyUserCodes, why: why)
        }
        for _ in 0..<8 {
            let userCode = OneTimeCode.user.draw(&context.random)
            let authorization = DecoupledAuthorization(
                .device(userCode: userCode),
                clientID: client.clientID,
                serverID: context.server.id,
                scopes: scopes.names,
                areDefaultScopes: scopes.areDefaults,
                created: context.snapshot.now,
                lifetime: DecoupledAuthorizations.deviceLifetime
            )
            if try authorizations.insert(authorization, deviceCode: deviceCode, userCode: userCode) { return userCode }
        }
        throw Refusal(.tooManyUserCodes, why: "eight user codes in a row were taken")
    }
}
