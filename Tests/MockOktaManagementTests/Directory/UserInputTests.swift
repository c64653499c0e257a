import MockOktaFormats
import MockOktaTestSupport
import Testing

/// Users whose hashes or names could harm others.
@Suite struct UserInputTests {
    private let client: ManagementClient

    init() throws {
        client = ManagementClient(try TestDouble())
    }

    private static let expensive: [(JSON, String)] = [
        (
            [
                "algorithm": "BCRYPT", "workFactor": 20, "salt": "abcdefghijklmnopqrstuu",
                "value": "OBGSowVADY5PdUlKmrxKBF5pyI1qXAK",
            ],
            "credentials.password.hash.workFactor: The value must be between 0 and 12"
        ),
        (
            [
                "algorithm": "PBKDF2", "salt": "TXlTYWx0", "iterationCount": 10_000_000, "keySize": 32,
                "value": "QA7d7EThyI1gK891dGqWvPvPNtAingxT49+1prAwCrQ=",
            ],
            "credentials.password.hash.iterationCount: The value must be between 1 and 1000000"
        ),
        (
            [
                "algorithm": "PBKDF2", "salt": "TXlTYWx0", "iterationCount": 4096, "keySize": 64,
                "value": "QA7d7EThyI1gK891dGqWvPvPNtAingxT49+1prAwCrQ=",
            ],
            "password: The hash is not one of BCRYPT, SHA-512, SHA-256, SHA-1, MD5 or PBKDF2, or takes too long"
        ),
    ]

    /// One whose check would take seconds, for every sign-in and for everybody who tries one.
    @Test(.rule("management.user.hash"), arguments: expensive)
    func `a hash that takes too much work is refused`(hash: JSON, cause: String) throws {
        let body: JSON = [
            "profile": ["login": "c@x.org", "email": "c@x.org", "firstName": "C", "lastName": "X"],
            "credentials": ["password": ["hash": hash]],
        ]
        let answer = try client.post("/users", body)
        #expect(answer.status == 400 && answer.string("errorCode") == "E0000001")
        #expect(answer["errorCauses"] == [["errorSummary": .string(cause)]])
    }

    @Test(.rule("management.user.search"), arguments: ["eq", "sw", "co", "ew"])
    func `the Kelvin sign is no k`(comparison: String) throws {
        for (login, email) in [("\u{212A}ate@e.com", "1@e.com"), ("Kate@e.com", "2@e.com")] {
            let body: JSON = [
                "profile": [
                    "login": .string(login), "email": .string(email), "firstName": "K", "lastName": "Kelvin",
                ]
            ]
            #expect(try client.post("/users", body).status == 200)
        }
        let query = FormParameters([("search", #"profile.login \#(comparison) "kate@e.com""#)]).encoded
        let found = try client.get("/users?" + query).json.array?.map { $0["profile"]?["email"]?.string ?? "" }
        #expect(found == ["2@e.com"])
    }
}
