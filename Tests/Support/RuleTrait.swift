package import Testing

/// Names the documented rules that a test shows; the fidelity table is made from these.
package struct RuleTrait: TestTrait, SuiteTrait {
    package let rules: [String]
}

extension Trait where Self == RuleTrait {
    /// Names the rules that a test shows, by their ids in `Tests/Fidelity/rules.tsv`.
    package static func rule(_ rules: String...) -> RuleTrait { RuleTrait(rules: rules) }
}
