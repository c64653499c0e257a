import MockOktaFormats
import MockOktaModel

extension Refusal {
    /// 400 E0000001, Okta's answer to an invalid object.
    ///
    /// - Parameters:
    ///   - subject: the member or the kind of object that is invalid.
    ///   - causes: Okta's explanations, most of which begin with the member and a colon.
    /// - Returns: the refusal; its reason in the journal is the causes.
    static func invalid(_ subject: String, _ causes: [String]) -> Refusal {
        var error = OktaError.validationFailed.with(subject)
        error.causes = causes
        return Refusal(error, why: causes.joined(separator: "; "))
    }

    /// 400 E0000001 about one member.
    static func invalid(_ member: String, _ message: String) -> Refusal {
        invalid(member, ["\(member): \(message)"])
    }

    /// 404 E0000007.
    static func absent(_ id: String, _ kind: String) -> Refusal {
        Refusal(.resourceNotFound(id, kind), why: "the org has no \(kind) \(id)")
    }
}
