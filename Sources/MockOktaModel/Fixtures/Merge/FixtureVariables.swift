import MockOktaFormats

/// Replaces `${NAME}` and `${NAME:-default}` in the strings of a fixture by environment variables.
///
/// `$${` is an escape for `${`. Text that is not a variable name is kept: Okta's templates contain `${source.login}`.
struct FixtureVariables {
    /// The value of a variable; nil when it is not set.
    let value: @Sendable (String) -> String?

    /// A value with its variables replaced.
    ///
    /// - Parameters:
    ///   - value: the value as written.
    ///   - report: called with the string and the name of each variable that is not set and has no default.
    /// - Returns: the value with the same positions.
    func replaced(in value: LocatedJSON, _ report: (LocatedJSON, String) -> Void) -> LocatedJSON {
        switch value.content {
        case .string(let text):
            guard text.utf8.contains(UInt8(ascii: "$")) else { return value }
            let result = replaced(in: text) { report(value, $0) }
            return LocatedJSON(position: value.position, content: .string(result))
        case .array(let elements):
            return LocatedJSON(position: value.position, content: .array(elements.map { replaced(in: $0, report) }))
        case .object(let members):
            let members = members.map { member in
                LocatedJSON.Member(
                    key: member.key,
                    keyPosition: member.keyPosition,
                    value: replaced(in: member.value, report)
                )
            }
            return LocatedJSON(position: value.position, content: .object(members))
        case .null, .bool, .integer, .double: return value
        }
    }

    private func replaced(in text: String, _ report: (String) -> Void) -> String {
        var result = ""
        var rest = Substring(text)
        let lastEnd = text.lastIndex(of: "}") ?? text.startIndex
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            rest = rest[dollar...]
            if rest.hasPrefix("$${") {
                result += "${"
                rest = rest.dropFirst(3)
            } else if let variable = Variable(rest, lastEnd: lastEnd) {
                if let value = value(variable.name) ?? variable.fallback {
                    result += value
                } else {
                    // The text is kept, so that the error is not followed by errors about an empty string.
                    report(variable.name)
                    result += "${\(variable.name)}"
                }
                rest = variable.rest
            } else {
                result += "$"
                rest = rest.dropFirst()
            }
        }
        return result + rest
    }

    /// `${NAME}` or `${NAME:-default}` at the start of a text.
    private struct Variable {
        let name: String
        let fallback: String?
        /// The text after the variable.
        let rest: Substring

        /// Reads a variable; `lastEnd` is the last `}` of the whole text.
        init?(_ text: Substring, lastEnd: Substring.Index) {
            guard text.hasPrefix("${"), text.startIndex < lastEnd else { return nil }
            let inside = text.dropFirst(2)
            let name = Substring(inside.utf8.prefix { $0 == UInt8(ascii: "_") || ASCII.isLetterOrDigit($0) })
            // The end is sought only where there is one and behind a name: a text may have many `${` and few `}`.
            let after = inside[name.endIndex...]
            guard let first = name.first, !first.isNumber, after.hasPrefix("}") || after.hasPrefix(":-"),
                let end = after.firstIndex(of: "}")
            else { return nil }
            self.name = String(name)
            fallback = after.hasPrefix("}") ? nil : String(after[..<end].dropFirst(2))
            rest = after[after.index(after: end)...]
        }
    }
}
