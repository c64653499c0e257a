import MockOktaFormats
import Testing

@Suite struct Base64Tests {
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("a?>b~~", "YT8+Yn5+"),
    ])
    func `text is padded`(plain: String, text: String) {
        #expect(Base64.encode(Array(plain.utf8)) == text)
        #expect(Base64.decode(text) == Array(plain.utf8))
    }

    @Test(arguments: [("Zg", "f"), ("Zm8", "fo"), ("Zm9vYg", "foob")])
    func `padding may be left out`(text: String, plain: String) {
        #expect(Base64.decode(text) == Array(plain.utf8))
    }

    @Test(arguments: ["Zg=", "Zm9v====", "Zm9v=", "=", "====", "Z===", "Zg==Zg==", "Zm-v", "Zm_v", "Zh==", "Zm9v "])
    func `anything else is refused`(text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test func `a prefix is shorter or refused`() {
        for prefix in textPrefixes(of: "Zm9vYmFyZm9vYg==") {
            #expect((Base64.decode(prefix)?.count ?? 0) <= 10)
        }
    }
}
