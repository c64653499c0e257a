import MockOktaCrypto
package import MockOktaFormats

/// An Okta object id, typed by the object it identifies, so that a user's id cannot be used as a group's.
///
/// Ids are compared by their UTF-8 bytes.
package struct Identifier<Object>: Hashable, Sendable, RawRepresentable, CustomStringConvertible {
    package let rawValue: String

    @inlinable package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package static func == (one: Identifier, other: Identifier) -> Bool {
        one.rawValue.hasSameBytes(as: other.rawValue)
    }

    // Strings with the same bytes are also equal by Unicode's rules, and so have the same hash.
    @inlinable package func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }

    package var description: String { rawValue }
}

extension Identifier: TableID {
    package var text: ExactString { ExactString(rawValue) }

    package init(_ text: ExactString) {
        self.init(rawValue: text.text)
    }
}

/// The three characters at the start of an id that indicate its type (`00u…`); the other seventeen are base 62.
package enum IdentifierPrefix: String, Sendable {
    case org = "00o"
    case user = "00u"
    case group = "00g"
    case application = "0oa"
    case authorizationServer = "aus"
    case policy = "00p"
    case policyRule = "0pr"
    case scope = "scp"
    case claim = "ocl"
    case trustedOrigin = "tos"
    case inlineHook = "cal"
    case eventHook = "who"
    case networkZone = "nzo"
    case refreshToken = "oar"
    case apiToken = "00T"
    case clientSecret = "ocs"
    case clientKey = "pks"
    case scopeGrant = "oag"
    case signOnPolicy = "rst"
    case appLink = "aln"
    case userType = "oty"
    case realm = "guo"
    case system = "spr"
    case logo = "gfs"
    case questionFactor = "ufs"
    case oktaSoftToken = "ost"
    case googleSoftToken = "uft"
    case smsFactor = "sms"
    case callFactor = "clf"
    case emailFactor = "emf"
    case pushFactor = "opf"
    case authenticator = "aut"
    case passwordEnrollment = "lae"
    case emailEnrollment = "eae"
    case questionEnrollment = "qae"
    case pushEnrollment = "pfd"
    case role = "ra1"

    /// Ids of devices have the same prefix as those of realms.
    package static let device = IdentifierPrefix.realm

    /// The id of an object whose fixture has none: the same name gives the same id at every start.
    package func derived(from name: String) -> String {
        let digest = SHA256.digest(Array("\(rawValue):\(name)".utf8))
        return rawValue + Base62.encode(Array(digest.prefix(12)), width: 17)
    }
}
