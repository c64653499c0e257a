import MockOktaFormats

/// Why each evaluated policy and rule did or did not match: for the journal, never sent to the client.
package struct PolicyTrace: Hashable, Sendable {
    package struct Rule: Hashable, Sendable {
        package var name: String
        package var isMatch: Bool
        /// The condition that failed, as a path in the rule (`people.groups`); nil for the rule that matched.
        package var condition: String?
        package var why: String

        package init(name: String, isMatch: Bool, condition: String? = nil, why: String) {
            self.name = name
            self.isMatch = isMatch
            self.condition = condition
            self.why = why
        }
    }

    package var policy: String
    package var isMatch: Bool
    package var why: String
    package var rules: [Rule]

    package init(policy: String, isMatch: Bool, why: String, rules: [Rule] = []) {
        self.policy = policy
        self.isMatch = isMatch
        self.why = why
        self.rules = rules
    }
}
