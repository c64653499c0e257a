import Testing

/// One way to run a module: the plan it belongs to, the response type and how the answer travels.
struct Variation: CustomTestStringConvertible, Sendable {
    let plan: String
    let responseType: String
    let isFormPost: Bool

    /// What precedes the colon is a plan of the results table.
    var testDescription: String { "\(isFormPost ? "Form Post " : "")\(plan): \(responseType)" }

    var hasCode: Bool { words.contains("code") }
    var hasIDToken: Bool { words.contains("id_token") }
    var hasToken: Bool { words.contains("token") }
    var givesAccessToken: Bool { hasCode || hasToken }

    private var words: [Substring] { responseType.split(separator: " ") }

    static let basic = both("Basic", ["code"])
    static let implicit = both("Implicit", ["id_token", "id_token token"])
    static let hybrid = both("Hybrid", ["code id_token", "code token", "code id_token token"])

    static let all = basic + implicit + hybrid
    static let withCode = basic + hybrid
    static let withIDTokenInFront = all.filter(\.hasIDToken)
    static let codeToken = hybrid.filter { !$0.hasIDToken }
    static let withAccessToken = all.filter(\.givesAccessToken)

    /// The Form Post plans run the three others again.
    private static func both(_ plan: String, _ types: [String]) -> [Variation] {
        [false, true].flatMap { isFormPost in
            types.map { Variation(plan: plan, responseType: $0, isFormPost: isFormPost) }
        }
    }
}

/// A module that no response type changes, run against each of the two kinds of server.
struct ServerVariation: CustomTestStringConvertible, Sendable {
    let plan: String
    let server: String?

    var testDescription: String { "\(plan): \(server.map { "server \($0)" } ?? "org server")" }

    static let config = both("Config")
    static let logout = both("RP-Initiated Logout")

    private static func both(_ plan: String) -> [ServerVariation] {
        [nil, "default"].map { ServerVariation(plan: plan, server: $0) }
    }
}

/// Where Okta's documented behaviour differs from what a module wants, the test asserts Okta's and says so.
///
/// `.ci/conformance` copies the reason into the table of results.
struct OktaDeviation: TestTrait {
    let reason: String
    /// The plan to which the deviation is limited, with its Form Post twin; nil for every plan of the module.
    let plan: String?
}

extension Trait where Self == OktaDeviation {
    static func oktaDeviates(_ reason: String, in plan: String? = nil) -> Self {
        OktaDeviation(reason: reason, plan: plan)
    }
}
