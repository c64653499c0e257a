import MockOktaFormats
import Testing

@Suite struct SpacedWordsTests {
    @Test(arguments: [
        ("", []), ("code", ["code"]), ("code id_token", ["code", "id_token"]), ("  a   b ", ["a", "b"]), (" ", []),
        ("a\tb", ["a\tb"]), ("é ü", ["é", "ü"]),
    ])
    func `only spaces separate words`(text: String, words: [String]) {
        #expect(text.spacedWords == words)
    }
}
