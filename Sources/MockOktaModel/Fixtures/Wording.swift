import MockOktaFormats

/// Common phrases for problem messages, so that their wording is consistent.
enum Wording {
    /// The allowed values, for the end of a message.
    static func allowed(_ words: [String]) -> String {
        " (allowed: \(words.map(quoted).joined(separator: ", ")))"
    }

    /// The most similar allowed name as a question; empty when none is similar.
    static func didYouMean(_ text: String, among names: [String]) -> String {
        NearestName.nearest(to: text, among: names).map { "; did you mean \(quoted($0))?" } ?? ""
    }

    /// The text in double quotes, truncated when it is long, so that a problem fits on one line.
    static func quoted(_ text: String) -> String {
        let line = String(text.unicodeScalars.map { $0.value < 0x20 ? " " : Character($0) })
        return line.count > 60 ? "\"\(line.prefix(57))…\"" : "\"\(line)\""
    }

    /// A short description of the value in the file.
    static func found(_ value: LocatedJSON) -> String {
        switch value.content {
        case .null: "null"
        case .bool(let value): String(value)
        case .integer(let value): String(value)
        case .double(let value): String(value)
        case .string(let text): quoted(text)
        case .array: "an array"
        case .object: "an object"
        }
    }
}
