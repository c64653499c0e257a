package import MockOktaFormats

/// A claim of a server that a token does not have, and why.
package struct OmittedClaim: Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        /// None of its scopes was granted.
        case scopes([String])
        /// The value is null.
        case null
        case emptyList
        /// ID tokens issued together with an access token have only claims that are always included.
        case onlyInUserInfo
    }

    package let name: String
    package let reason: Reason

    package init(_ name: String, _ reason: Reason) {
        self.name = name
        self.reason = reason
    }

    package var why: String {
        switch reason {
        case .scopes(let scopes):
            scopes.count == 1
                ? "the scope \(scopes[0]) was not granted"
                : "none of its scopes \(scopes.joined(separator: ", ")) was granted"
        case .null: "its value is null for this user and client"
        case .emptyList: "its value is an empty list"
        case .onlyInUserInfo:
            "alwaysIncludeInToken is false: userinfo has it, and an ID token without an access token"
        }
    }

    package var json: JSON { ["claim": .string(name), "why": .string(why)] }
}
