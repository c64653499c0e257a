import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport
import Testing

/// States of registration and enrolment, ends, and errors.
extension IDXGolden {
    private static let enroll = "select-authenticator-enroll"

    /// Sets a factor up, as the client asks for two.
    private static func setUp(_ client: IDXClient, _ label: String, _ more: JSONObject = [:]) throws -> Answer {
        let changes: [String: String?] = ["acr_values": "urn:okta:loa:2fa:any"]
        let choice = try identify(client, "alice@example.com", "Alice-pw-1", changes)
        return try client.choose(choice, label, more, by: enroll)
    }

    static let enrollment: [IDXGolden] = [
        IDXGolden("enroll-profile") { client, _ in try client.submit(client.begin(), "select-enroll-profile") },
        IDXGolden("enroll-profile-wrong", 400) { client, _ in try register(client, "no address") },
        IDXGolden("first-password") { client, _ in try client.choose(register(client), "Password", by: enroll) },
        IDXGolden("optional-factors") { client, _ in
            let form = try client.choose(register(client), "Password", by: enroll)
            return try client.submit(form, "enroll-authenticator", IDXClient.passcode("Good-pw-123"))
        },
        IDXGolden("required-factors") { client, _ in
            try identify(client, "alice@example.com", "Alice-pw-1", ["acr_values": "urn:okta:loa:2fa:any"])
        },
        IDXGolden("enroll-totp") { client, _ in try setUp(client, "Google Authenticator") },
        IDXGolden("enroll-email") { client, _ in try setUp(client, "Email") },
        IDXGolden("enroll-phone") { client, _ in try setUp(client, "Phone") },
        IDXGolden("enroll-phone-wrong", 400) { client, _ in
            try setUp(client, "Phone", ["methodType": "sms", "phoneNumber": "5"])
        },
        IDXGolden("enroll-sms") { client, _ in
            try setUp(client, "Phone", ["methodType": "sms", "phoneNumber": "+15551234567"])
        },
        IDXGolden("enroll-question") { client, _ in try setUp(client, "Security Question") },
    ]

    /// A server whose rule gives codes to one group, and has a scope that needs consent.
    private static let rules = """
        {apps: [{client_id: "native-idx", consent_method: "REQUIRED"}],
         authorizationServers: [{id: "default", scopes: [
           {name: "orders:read", consent: "REQUIRED", displayName: "Read your orders", description: "All of them."}],
           policies: [{id: "00pidx", name: "idx", conditions: {clients: {include: ["ALL_CLIENTS"]}}, rules: [
             {name: "all", conditions: {people: {groups: {include: ["Admins"]}},
               grantTypes: {include: ["interaction_code"]}, scopes: {include: ["*"]}}}]}]}]}
        """

    static let ends: [IDXGolden] = [
        IDXGolden("success") { client, _ in try identify(client, "alice@example.com", "Alice-pw-1") },
        IDXGolden("success-confidential") { client, _ in
            let changes = ["client_id": "web-idx", "redirect_uri": "http://localhost:3000/callback"]
            return try identify(client, "alice@example.com", "Alice-pw-1", changes)
        },
        IDXGolden("success-hosted") { _, double in
            let browser = Browser(double)
            let page = try browser.get("/oauth2/default/v1/authorize", OAuthClient.authorize())
            let token = HTMLForm.all(in: page.text).first?.inputs.first { $0.name == "stateToken" }?.value ?? ""
            let body: JSON = ["stateToken": .string(token)]
            let first = try browser.send(IDXClient.request("introspect", body))
            var members = IDXClient.passcode("Alice-pw-1")
            members["identifier"] = "alice@example.com"
            let (path, answer) = try IDXClient.form(first, "identify", members)
            return try browser.send(IDXClient.request(path, answer))
        },
        IDXGolden("consent", overlay: rules, server: "default") { client, _ in
            try identify(client, "alice@example.com", "Alice-pw-1", ["scope": "openid orders:read"])
        },
        IDXGolden("consent-denied", 400, overlay: rules, server: "default") { client, _ in
            let asked = try identify(client, "alice@example.com", "Alice-pw-1", ["scope": "openid orders:read"])
            return try client.submit(asked, "consent", ["consent": false])
        },
        IDXGolden("no-rule", 403, server: "default") { client, _ in try client.begin() },
        IDXGolden("no-rule-for-user", 403, overlay: rules, server: "default") { client, _ in
            try identify(client, "bob@example.com", "Bob-pw-1")
        },
        IDXGolden(
            "not-assigned",
            400,
            overlay: #"{apps: [{client_id: "native-idx", assignments: {groups: [], users: []}}]}"#
        ) { client, _ in try identify(client, "alice@example.com", "Alice-pw-1") },
        IDXGolden(
            "denied",
            403,
            overlay: """
                {policies: [{type: "OKTA_SIGN_ON", name: "p", rules: [{name: "r", actions: {signon: {access: "DENY"}}}]}]}
                """
        ) { client, _ in try identify(client, "alice@example.com", "Alice-pw-1") },
        IDXGolden("session-expired", 401) { client, _ in try client.post("identify", ["stateHandle": "02.id.x"]) },
        IDXGolden("no-handle", 400) { client, _ in try client.post("identify", [:]) },
        IDXGolden("no-object", 400) { client, _ in try client.post("identify", []) },
    ]

    /// Users with few factors each, so that the envelopes are short.
    static let users = """
        {users: [
          {id: "00uuna", profile: {login: "una@example.com", firstName: "Una", lastName: "Mail"},
           credentials: {password: {value: "Una-pw-123"}}, factors: [{id: "emf1", factorType: "email"}]},
          {id: "00uquin", profile: {login: "quin@example.com", firstName: "Quin", lastName: "Ask"},
           credentials: {password: {value: "Quin-pw-123"}}, factors: [{id: "ufs1", factorType: "question",
             profile: {question: "disliked_food", answer: "Spinach"}}]},
          {id: "00uphil", profile: {login: "phil@example.com", firstName: "Phil", lastName: "Phone"},
           credentials: {password: {value: "Phil-pw-123"}}, factors: [
             {id: "sms1", factorType: "sms", profile: {phoneNumber: "+15551234567"}},
             {id: "clf1", factorType: "call", profile: {phoneNumber: "+15551234567"}}]},
          {id: "00upaul", profile: {login: "paul@example.com", firstName: "Paul", lastName: "Push"},
           credentials: {password: {value: "Paul-pw-123"}},
           factors: [{id: "opf1", factorType: "push", profile: {name: "Paul's phone"}}]}]}
        """
}
