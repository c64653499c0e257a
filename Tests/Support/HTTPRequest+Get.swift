import MockOktaFormats
package import MockOktaHTTP

extension HTTPRequest {
    /// What a test asks for without much ado.
    package static func get(
        _ path: String,
        _ parameters: [(String, String)] = [],
        _ fields: HTTPFields = [:]
    ) -> HTTPRequest {
        let query = parameters.isEmpty ? nil : FormParameters(parameters).encoded
        return HTTPRequest(method: .get, path: path, query: query, fields: fields)
    }
}
