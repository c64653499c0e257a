/// An endpoint's answer; the writer adds the framing fields (`Content-Length`, `Connection`).
package struct HTTPResponse: Sendable {
    package var status: HTTPStatus
    package var fields: HTTPFields
    package var content: HTTPBody

    package init(_ status: HTTPStatus, fields: HTTPFields = [:], body: [UInt8] = []) {
        self.init(status, fields: fields, content: .bytes(body))
    }

    package init(_ status: HTTPStatus, fields: HTTPFields = [:], content: HTTPBody) {
        self.status = status
        self.fields = fields
        self.content = content
    }

    /// The bytes of the body.
    package var body: [UInt8] {
        get { content.bytes }
        set { content = .bytes(newValue) }
    }
}
