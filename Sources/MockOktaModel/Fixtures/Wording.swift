import MockOktaFormats

/// The phrases that problems are made of, so that all of them speak alike.
enum Wording {
    /// The legal words, for the end of a message.
    static func allowed(_ words: [String]) -> String {
        " (allowed: \(words.map(quoted).joined(separator: ", ")))"
    }

    /// The nearest legal name as a question; nothing when none is near.
    static func didYouMean(_ text: String, among names: [String]) -> String {
        NearestName.nearest(to: text, among: names).map { "; did you mean \(quoted($0))?" } ?? ""
    }

    /// In double quotes, and cut when it is long: a problem is one line.
    static func quoted(_ text: String) -> String {
        let line = String(text.unicodeScalars.map { $0.value < 0x20 ? " " : Character($0) })
        return line.count > 60 ? "\"\(line.prefix(57))…\"" : "\"\(line)\""
    }

    /// What stands in the file, in a few words.
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
