import MockOktaFormats

/// Members of an effect that exclude each other.
enum FaultConflicts {
    private static let answers = FaultMember.names { $0 == .answer || $0 == .answerOfFixedStatus }
    /// A connection closed before the answer has no status either.
    private static let fixed = FaultMember.names { $0 == .answerOfFixedStatus }
    private static let ofAnAnswer = FaultMember.names { $0 == .change }

    /// Refuses combinations in which one member would have no effect.
    ///
    /// - Parameter effect: the members, of which nothing else is checked.
    /// - Throws: an error about the later of two members that exclude each other; it names both.
    static func check(_ effect: ControlBody) throws(ControlError) {
        let close = effect["close"]?.string
        let isSilent = close == "before" || close == "reset"
        let given = answers.filter { isGiven($0, effect) } + (isSilent ? ["close"] : [])
        if given.count > 1 { throw refusal(effect, given[1], given[0], "each answers by itself") }
        if effect["status"] != nil, let answer = given.first, fixed.contains(answer) || isSilent {
            throw refusal(effect, "status", answer, "each answers by itself")
        }
        if effect["error_description"] != nil, given != ["error"] {
            let other = given.first ?? (effect["status"] == nil ? nil : "status")
            guard let other else { throw effect.error(.missingField, "error", "is required by error_description") }
            throw refusal(effect, "error_description", other, "it is the text of error")
        }
        guard given == ["hang"] || given == ["close"] else { return }
        let changed = ofAnAnswer.first { isGiven($0, effect) } ?? (isSilent || close == nil ? nil : "close")
        if let changed { throw refusal(effect, changed, given[0], "there is no answer to change") }
    }

    /// A member that is false counts as absent.
    private static func isGiven(_ member: String, _ effect: ControlBody) -> Bool {
        let isSwitch = ["hang", "rate_limit", "malformed"].contains(member)
        return effect[member] != nil && !(isSwitch && effect[member]?.bool == false)
    }

    private static func refusal(_ effect: ControlBody, _ member: String, _ other: String, _ why: String) -> ControlError
    {
        effect.error(.badValue, member, "cannot come with \(other): \(why)")
    }
}
