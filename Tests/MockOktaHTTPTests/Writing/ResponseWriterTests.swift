import MockOktaHTTP
import Testing

struct ResponseWriterTests {
    private let writer = ResponseWriter(date: "D")

    private func written(_ response: HTTPResponse, _ exchange: Exchange = Exchange()) -> String {
        var buffer: [UInt8] = []
        writer.write(response, for: exchange, into: &buffer)
        return String(decoding: buffer, as: UTF8.self)
    }

    @Test func `an answer is status line, fields, length and body`() {
        let response = HTTPResponse(.ok, fields: ["Content-Type": "text/plain"], body: Array("hello".utf8))
        let expected = "HTTP/1.1 200 OK\r\nDate: D\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello"
        #expect(written(response) == expected)
    }

    @Test func `the answer to HEAD says the length and sends no body`() {
        let head = written(HTTPResponse(.ok, body: [1, 2, 3]), Exchange(isHead: true))
        #expect(head == "HTTP/1.1 200 OK\r\nDate: D\r\nContent-Length: 3\r\n\r\n")
    }

    @Test(arguments: [HTTPStatus(rawValue: 204), HTTPStatus(rawValue: 304)])
    func `a status without body has neither body nor length`(status: HTTPStatus) {
        let text = written(HTTPResponse(status, body: [1, 2, 3]))
        #expect(text == "HTTP/1.1 \(status.rawValue) \(status.reasonPhrase)\r\nDate: D\r\n\r\n")
    }

    @Test func `the connection is named where the version does not imply it`() {
        let ok = HTTPResponse(.ok)
        #expect(written(ok, Exchange(keepsAlive: false)).contains("\r\nConnection: close\r\n"))
        #expect(written(ok, Exchange(minorVersion: 0)).contains("\r\nConnection: keep-alive\r\n"))
        #expect(!written(ok).contains("Connection"))
    }

    @Test func `a field cannot inject another`() {
        let response = HTTPResponse(.ok, fields: ["X": "a\r\nSet-Cookie: b\u{0}", "Y\r\nZ": "1", "": "2", "T": "a\tb"])
        let expected = "HTTP/1.1 200 OK\r\nDate: D\r\nX: a  Set-Cookie: b \r\nT: a\tb\r\nContent-Length: 0\r\n\r\n"
        #expect(written(response) == expected)
    }

    @Test func `the fields around one that is not sent stay whole`() {
        let fields: HTTPFields = ["A": "1", "Content-Length": "9", "B": "2", "Date": "x", "C": "3"]
        let expected = "HTTP/1.1 200 OK\r\nDate: x\r\nA: 1\r\nB: 2\r\nC: 3\r\nContent-Length: 0\r\n\r\n"
        #expect(written(HTTPResponse(.ok, fields: fields)) == expected)
    }

    @Test func `framing fields of an endpoint are not sent`() {
        let fields: HTTPFields = ["content-length": "9", "Transfer-Encoding": "x", "Connection": "x"]
        #expect(written(HTTPResponse(.ok, fields: fields)) == written(HTTPResponse(.ok)))
    }

    @Test func `an endpoint may have a clock of its own`() {
        #expect(written(HTTPResponse(.ok, fields: ["Date": "x"])).contains("\r\nDate: x\r\n"))
        #expect(!written(HTTPResponse(.ok, fields: ["Date": "x"])).contains("Date: D"))
    }

    @Test func `a stream is chunked, or plain for HTTP 1.0`() {
        let old = Exchange(minorVersion: 0, keepsAlive: false)
        #expect(
            stream(Exchange())
                == "HTTP/1.1 200 OK\r\nDate: D\r\nTransfer-Encoding: chunked\r\n\r\nc\r\nhello, world\r\n0\r\n\r\n"
        )
        #expect(stream(old) == "HTTP/1.1 200 OK\r\nDate: D\r\nConnection: close\r\n\r\nhello, world")
    }

    private func stream(_ exchange: Exchange) -> String {
        var buffer: [UInt8] = []
        writer.writeStreamHead(HTTPResponse(.ok), for: exchange, into: &buffer)
        ResponseWriter.writePiece([], for: exchange, into: &buffer)
        ResponseWriter.writePiece(Array("hello, world".utf8), for: exchange, into: &buffer)
        ResponseWriter.writeEnd(for: exchange, into: &buffer)
        return String(decoding: buffer, as: UTF8.self)
    }
}
