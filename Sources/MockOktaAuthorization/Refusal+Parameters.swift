import MockOktaModel

extension Refusal {
    /// A query or a body that `FormParameters` cannot read.
    static func unreadable(_ place: String) -> Refusal {
        Refusal(
            .invalidRequest,
            why: "the \(place) is no form: it has a malformed percent escape, a NUL, or bytes that are not UTF-8"
        )
    }

    /// Names that occur more than once; nil where there are none.
    static func repeated(_ names: [String]) -> Refusal? {
        guard !names.isEmpty else { return nil }
        return Refusal(.illegalDuplicatedParameters.with(list: names), why: "\(names) sent more than once")
    }
}
