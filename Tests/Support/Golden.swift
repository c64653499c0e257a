import MockOktaFormats

/// Answers as the files of `Tests/Golden` have them: members in the order of recordings, values invented.
package enum Golden {
    /// The JSON of a file, on one line.
    package static func json(_ name: String) throws -> String {
        try line(TestOrganization.repositoryFile("Tests/Golden/\(name).json"))
    }

    /// The text of a page of a file.
    package static func page(_ name: String) throws -> String {
        try TestOrganization.repositoryFile("Tests/Golden/\(name).html")
    }

    /// JSON text on one line, members in their order.
    package static func line(_ text: String) throws -> String {
        String(decoding: try JSON.parse(Array(text.utf8)).serialized(), as: UTF8.self)
    }
}

extension Answer {
    /// The body with short words for what differs from run to run, and without what all links and forms have.
    ///
    /// - Parameter words: texts and the words that stand for them, applied in order; empty texts are passed over.
    /// - Returns: the body with the words.
    package func outline(_ words: [(text: String, word: String)]) -> String {
        words.reduce(text) { text, pair in pair.text.isEmpty ? text : text.replacing(pair.text, with: pair.word) }
    }
}
