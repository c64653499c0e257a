import MockOktaFormats
import MockOktaTestSupport
import Testing

/// `/api/v1/users`.
@Suite struct UsersTests {
    private let double: TestDouble
    private let client: ManagementClient

    init() throws {
        double = try TestDouble(builtInAnd: "{}")
        client = ManagementClient(double)
    }

    private func create(
        _ login: String = "carol@example.com",
        password: String? = nil,
        query: String = ""
    ) throws -> Answer {
        var body: JSONObject = [
            "profile": [
                "login": .string(login), "email": .string(login), "firstName": "Carol", "lastName": "Smith",
                "postalAddress": .null,
            ]
        ]
        body["credentials"] = ["password": password.map { ["value": .string($0)] } ?? [:]]
        let answer = try client.post("/users" + query, .object(body))
        #expect(answer.status == 200, "\(answer)")
        return answer
    }

    private func authenticates(_ login: String, _ password: String) throws -> Bool {
        let body: JSON = ["username": .string(login), "password": .string(password)]
        return try client.post("/authn", body)["status"] == "SUCCESS"
    }

    @Test(.rule("management.user.object")) func `a new user has Okta's members, profile and links in Okta's order`()
        throws
    {
        let user = try create()
        let members = [
            "id", "status", "created", "activated", "statusChanged", "lastLogin", "lastUpdated", "passwordChanged",
            "realmId", "type", "profile", "credentials", "_links",
        ]
        #expect(user.json.object?.keys == members)
        let profile = ["firstName", "lastName", "mobilePhone", "secondEmail", "login", "email"]
        #expect(user["profile"]?.object?.keys == profile)
        #expect(user["status"] == "PROVISIONED" && user["passwordChanged"] == .null)
        #expect(user["credentials"]?["password"] == nil)
        let links = [
            "suspend", "schema", "resetPassword", "reactivate", "self", "resetFactors", "type", "deactivate",
        ]
        #expect(user["_links"]?.object?.keys == links)
        let listed = try client.get("/users?q=carol").json.array?.first
        #expect(listed?["_links"]?.object?.keys == ["self"])
    }

    @Test(
        .rule("management.user.create"),
        arguments: [
            ("", nil, "PROVISIONED"), ("?activate=false", nil, "STAGED"), ("", "Carol-pw-1", "ACTIVE"),
            ("?activate=false", "Carol-pw-1", "STAGED"),
            ("?nextLogin=changePassword", "Carol-pw-1", "PASSWORD_EXPIRED"),
        ] as [(String, String?, String)]
    )
    func `the status of a new user depends on password and parameters`(
        query: String,
        password: String?,
        status: String
    ) throws {
        #expect(try create(password: password, query: query).string("status") == status)
    }

    /// Hashes of `Carol-pw-1`, made by other programs.
    private static let hashes: [JSON] = [
        [
            "algorithm": "BCRYPT", "workFactor": 4, "salt": "abcdefghijklmnopqrstuu",
            "value": "OBGSowVADY5PdUlKmrxKBF5pyI1qXAK",
        ],
        [
            "algorithm": "SHA-512", "salt": "TXlTYWx0", "saltOrder": "PREFIX",
            "value": "TrSTkmijq2c7wP1f5sWqPTvnKJePvEvPBQ+4viB/8guBwzZSwiXyTndK05WhRksfagfbkdOAm9aSP/Vi8TStYA==",
        ],
        [
            "algorithm": "SHA-256", "salt": "TXlTYWx0", "saltOrder": "PREFIX",
            "value": "jHuX46iD+gKlAoKU3HHmFOlX8Vuio5mbJbfOzvaeaNw=",
        ],
        [
            "algorithm": "SHA-1", "salt": "TXlTYWx0", "saltOrder": "PREFIX",
            "value": "dMD5jvRNprmDnsa28iQcqiGwQe4=",
        ],
        [
            "algorithm": "MD5", "salt": "TXlTYWx0", "saltOrder": "PREFIX",
            "value": "MNDmKOrEYR90SP8LHQszFA==",
        ],
        [
            "algorithm": "SHA-256", "salt": "TXlTYWx0", "saltOrder": "POSTFIX",
            "value": "5A7QZuz+/4f0a0ruyfO4lyijsu554bLuwbwnL0QXtsY=",
        ],
        [
            "algorithm": "PBKDF2", "salt": "TXlTYWx0", "iterationCount": 4096, "keySize": 32,
            "digestAlgorithm": "SHA256_HMAC", "value": "QA7d7EThyI1gK891dGqWvPvPNtAingxT49+1prAwCrQ=",
        ],
    ]

    @Test(.rule("management.user.hash"), arguments: hashes)
    func `a user with an imported hash signs in with the password`(hash: JSON) throws {
        let body: JSON = [
            "profile": [
                "login": "carol@example.com", "email": "carol@example.com", "firstName": "Carol", "lastName": "Smith",
            ],
            "credentials": ["password": ["hash": hash]],
        ]
        let user = try client.post("/users", body)
        #expect(user["status"] == "ACTIVE" && user["credentials"]?["password"] == [:])
        #expect(try authenticates("carol@example.com", "Carol-pw-1"))
        #expect(try !authenticates("carol@example.com", "Carol-pw-2"))
    }

    @Test(.rule("management.user.hash")) func `a hash that cannot be read is refused`() throws {
        let hash: JSON = ["algorithm": "BCRYPT", "workFactor": 10, "salt": "short", "value": "x"]
        let body: JSON = [
            "profile": ["login": "c@x.org", "email": "c@x.org", "firstName": "C", "lastName": "X"],
            "credentials": ["password": ["hash": hash]],
        ]
        #expect(try client.post("/users", body).status == 400)
    }

    @Test(.rule("management.user.find")) func `a user is found by id, login and short login`() throws {
        let id = try create().string("id")
        for name in [id, "carol@example.com", "CAROL@example.com", "carol"] {
            #expect(try client.get("/users/\(name)").string("id") == id)
        }
        let absent = try client.get("/users/nobody")
        #expect(absent.string("errorSummary") == "Not found: Resource not found: nobody (User)")
    }

    @Test(.rule("management.user.profile")) func `attributes must be in the schema, and a login is taken once`() throws
    {
        let body: JSON = [
            "profile": ["login": "dan@example.com", "email": "d@example.com", "firstName": "D", "shoe": 7]
        ]
        let unknown = try client.post("/users", body)
        #expect(unknown.string("errorSummary") == "Api validation failed: newUser")
        let causes: JSON = [["errorSummary": "Property name 'shoe' is not defined in profile"]]
        #expect(unknown["errorCauses"] == causes)
        let shoe: JSON = ["definitions": ["custom": ["properties": ["shoe": ["title": "Shoe", "type": "integer"]]]]]
        #expect(try client.post("/meta/schemas/user/default", shoe).status == 200)
        #expect(try client.post("/users", body)["profile"]?["shoe"] == 7)
        let again = try client.post("/users", body)
        #expect(again.string("errorSummary") == "Api validation failed: login")
    }

    @Test(.rule("management.user.sign-in")) func `a user with a password signs in at once, a deleted one no more`()
        throws
    {
        let id = try create(password: "Carol-pw-1").string("id")
        #expect(try authenticates("carol@example.com", "Carol-pw-1"))
        #expect(try client.delete("/users/\(id)").status == 204)
        #expect(try client.get("/users/\(id)")["status"] == "DEPROVISIONED")
        #expect(try authenticates("carol@example.com", "Carol-pw-1") == false)
        #expect(try client.delete("/users/\(id)").status == 204)
        #expect(try client.get("/users/\(id)").status == 404)
    }

    @Test(.rule("management.user.update")) func `PUT replaces the profile, POST adds to it`() throws {
        let id = try create().string("id")
        let added = try client.post("/users/\(id)", ["profile": ["nickName": "Caz"]])
        #expect(added["profile"]?["nickName"] == "Caz" && added["profile"]?["lastName"] == "Smith")
        let profile: JSON = ["login": "carol@example.com", "email": "carol@example.com", "firstName": "Caroline"]
        let replaced = try client.put("/users/\(id)", ["profile": profile])
        #expect(replaced["profile"]?["nickName"] == nil && replaced["profile"]?["firstName"] == "Caroline")
        #expect(try client.put("/users/\(id)", ["credentials": ["password": ["value": "New-pw-1"]]]).status == 200)
    }

    @Test(.rule("management.user.lifecycle"))
    func `each operation of the lifecycle has its statuses and its refusal`() throws {
        let id = try create(password: "Carol-pw-1", query: "?activate=false").string("id")
        func post(_ operation: String) throws -> Answer { try client.post("/users/\(id)/lifecycle/\(operation)") }
        func status() throws -> String { try client.get("/users/\(id)").string("status") }
        let reactivated = try post("reactivate?sendEmail=false")
        #expect(reactivated.status == 403 && reactivated.string("errorCode") == "E0000038")
        #expect(try post("activate?sendEmail=false")["activationToken"] != nil)
        #expect(try status() == "ACTIVE")
        #expect(try post("activate").string("errorCode") == "E0000016")
        #expect(try post("suspend").text == "{}" && status() == "SUSPENDED")
        #expect(try authenticates("carol@example.com", "Carol-pw-1") == false)
        #expect(try post("unsuspend").text == "{}" && status() == "ACTIVE")
        let unlocked = try post("unlock")
        #expect(unlocked.string("errorCode") == "E0000032")
        #expect(try post("expire_password_with_temp_password").string("tempPassword").count == 12)
        #expect(try status() == "PASSWORD_EXPIRED")
        #expect(try post("expire_password?tempPassword=true").string("tempPassword").count == 12)
        #expect(try post("reset_password?sendEmail=false")["resetPasswordUrl"] != nil)
        #expect(try status() == "RECOVERY")
        #expect(try post("deactivate").text == "{}" && status() == "DEPROVISIONED")
    }

    @Test(.rule("management.user.credentials")) func `a password is changed by who knows it`() throws {
        let id = try create(password: "Carol-pw-1").string("id")
        let path = "/users/\(id)/credentials"
        func change(_ old: String) throws -> Answer {
            let body: JSON = ["oldPassword": ["value": .string(old)], "newPassword": ["value": "Carol-pw-2"]]
            return try client.post(path + "/change_password", body)
        }
        let refused = try change("wrong")
        #expect(refused.status == 403 && refused.string("errorCode") == "E0000014")
        #expect(try change("Carol-pw-1").text == #"{"password":{},"provider":{"type":"OKTA","name":"OKTA"}}"#)
        #expect(try authenticates("carol@example.com", "Carol-pw-2"))
        let question: JSON = ["question": "Best number?", "answer": "forty-two"]
        let body: JSON = ["password": ["value": "Carol-pw-2"], "recovery_question": question]
        let answer = try client.post(path + "/change_recovery_question", body)
        #expect(answer["recovery_question"] == ["question": "Best number?"])
        #expect(try client.get("/users/\(id)").text.contains("forty-two") == false)
        _ = try client.post("/users/\(id)/lifecycle/suspend")
        #expect(try change("Carol-pw-2").string("errorCode") == "E0000038")
        #expect(try client.get("/users/\(id)").string("status") == "SUSPENDED")
        let recovery: JSON = ["password": ["value": "x"], "recovery_question": ["answer": "forty-two"]]
        #expect(try client.post(path + "/forgot_password", recovery).string("errorCode") == "E0000038")
        _ = try client.post("/users/\(id)/lifecycle/unsuspend")
        #expect(try ControlClient(double).get("/fixtures").text.contains("forty-two") == false)
    }

    @Test(
        .rule("management.user.search"),
        arguments: [
            (#"profile.lastName eq "Smith""#, ["carol@example.com"]),
            (#"profile.login sw "al""#, ["alice@example.com"]),
            (#"status eq "LOCKED_OUT""#, ["locked@example.com"]),
            (
                #"profile.login ew "example.com" and not (status eq "ACTIVE") and profile.login co "lock""#,
                ["locked@example.com"]
            ),
        ]
    )
    func `users are searched by their attributes`(search: String, logins: [String]) throws {
        _ = try create(password: "Carol-pw-1")
        let query = FormParameters([("search", search)]).encoded
        let found = try client.get("/users?" + query).json.array?.map { $0["profile"]?["login"]?.string ?? "" }
        #expect(found == logins)
    }

    @Test(.rule("management.user.sort")) func `a search is sorted by an attribute`() throws {
        let query = FormParameters([
            ("search", #"profile.login ew "example.com""#), ("sortBy", "profile.login"), ("sortOrder", "desc"),
        ]).encoded
        let found = try client.get("/users?" + query).json.array?.map { $0["profile"]?["login"]?.string ?? "" }
        #expect(found == ["locked@example.com", "bob@example.com", "alice@example.com"])
    }
}
