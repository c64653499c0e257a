import MockOktaFormats
import MockOktaHTTP
import Testing

@Suite struct HTTPBodyTests {
    @Test func `a filled template reads and is written as its bytes`() {
        let template = ByteTemplate(Array("<i>1</i><b>1</b>".utf8), filledWith: Array("1".utf8))
        let content = HTTPBody(template, filledWith: Array("22".utf8))
        var response = HTTPResponse(.ok, content: content)
        #expect(String(decoding: response.body, as: UTF8.self) == "<i>22</i><b>22</b>")
        #expect(content.count == 18 && content.ownCount == 2)
        var written: [UInt8] = []
        let exchange = Exchange()
        ResponseWriter(date: "D").write(response, for: exchange, into: &written)
        let text = String(decoding: written, as: UTF8.self)
        #expect(text.contains("Content-Length: 18\r\n"))
        #expect(text.hasSuffix("\r\n\r\n<i>22</i><b>22</b>"))
        response.body = Array("x".utf8)
        #expect(response.body == Array("x".utf8) && response.content.ownCount == 1)
    }
}
