import MockOktaFormats
import MockOktaTestSupport
import Testing

/// `appuser` and the org server's userinfo take what the app's `appUsers` say of the user.
struct AppUserClaimsTests {
    private static func overlay(_ row: String) -> String {
        """
        {apps: [{id: '0oaapp', client_id: 'web-app'}], users: [{id: '00ualice', profile: {login: 'alice@example.com'}}],
         appUsers: [\(row)],
         authorizationServers: [{id: 'x', audiences: ['x'],
           claims: [{name: 'role', value: 'appuser.user_role'}, {name: 'appname', value: 'appuser.userName'}],
           policies: [{name: 'P', conditions: {clients: {include: ['ALL_CLIENTS']}}, rules: [{name: 'R',
             conditions: {grantTypes: {include: ['password']}, scopes: {include: ['*']}}}]}]}]}
        """
    }

    private static func row(_ user: String = "00ualice") -> String {
        "{id: '\(user)', credentials: {userName: 'JohnJohnJohn'}, profile: {user_role: 'collaborator', "
            + "given_name: 'Al', phone_number: '+39', picture: null}, "
            + "_links: {app: {href: 'https://x.okta.com/api/v1/apps/0oaapp'}}}"
    }

    private static func form(_ scope: String) -> [(String, String)] {
        [("grant_type", "password"), ("username", "alice@example.com"), ("password", "Alice-pw-1"), ("scope", scope)]
    }

    @Test(.rule("appuser.row"))
    func `the row's name and attributes are the app user's`() throws {
        let client = OAuthClient(try TestDouble(builtInAnd: Self.overlay(Self.row())), server: "x")
        let answer = try client.token(Self.form("openid"), basic: OAuthClient.web)
        let token = claims(of: answer.string("access_token"))
        #expect(token["sub"] == "JohnJohnJohn" && token["appname"] == "JohnJohnJohn", "\(answer)")
        #expect(token["role"] == "collaborator")
    }

    @Test(.rule("appuser.row"))
    func `without a row the login is the name`() throws {
        let client = OAuthClient(try TestDouble(builtInAnd: Self.overlay("")), server: "x")
        let token = claims(of: try client.token(Self.form("openid"), basic: OAuthClient.web).string("access_token"))
        #expect(token["sub"] == "alice@example.com" && token["appname"] == "alice@example.com")
        #expect(token["role"] == nil)
    }

    @Test(.rule("userinfo.app-attributes"))
    func `the org server's userinfo has the row's attributes, as far as scopes allow`() throws {
        let double = try TestDouble(builtInAnd: Self.overlay(Self.row()))
        let org = OAuthClient(double, server: nil)
        let profile = try org.token(Self.form("openid profile"), basic: OAuthClient.web).string("access_token")
        let info = try org.userInfo(profile)
        #expect(info["user_role"] == "collaborator" && info["given_name"] == "Al", "\(info)")
        #expect(info["phone_number"] == nil && info["picture"] == nil)
        let openID = try org.token(Self.form("openid"), basic: OAuthClient.web).string("access_token")
        #expect(try org.userInfo(openID).json.object?.keys == ["sub"])
        let custom = OAuthClient(double, server: "x")
        let token = try custom.token(Self.form("openid profile"), basic: OAuthClient.web).string("access_token")
        #expect(try custom.userInfo(token)["user_role"] == nil)
    }
}
