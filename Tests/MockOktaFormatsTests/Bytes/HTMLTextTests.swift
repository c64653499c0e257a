import MockOktaFormats
import Testing

@Suite struct HTMLTextTests {
    @Test(arguments: [
        ("", ""), ("plain é", "plain é"), ("<script>", "&lt;script&gt;"),
        (#"a & "b" 'c'"#, "a &amp; &quot;b&quot; &#39;c&#39;"),
        ("&amp;", "&amp;amp;"), ("<é>", "&lt;é&gt;"),
    ])
    func `nothing can end the text or the attribute`(text: String, escaped: String) {
        #expect(HTMLText.escaped(text) == escaped)
    }
}
