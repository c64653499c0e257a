package import MockOktaFormats
package import MockOktaHTTP

/// An answer as tests look at it.
package struct Answer: CustomStringConvertible {
    package let response: HTTPResponse

    package init(_ response: HTTPResponse) {
        self.response = response
    }

    package var status: Int { response.status.rawValue }
    package var text: String { String(decoding: response.body, as: UTF8.self) }

    /// The body as JSON; null when it is none.
    package var json: JSON { (try? JSON.parse(response.body)) ?? .null }

    package subscript(_ member: String) -> JSON? { json[member] }

    package func string(_ member: String) -> String { json[member]?.string ?? "" }

    package var error: String { string("error") }
    package var errorDescription: String { string("error_description") }

    package func field(_ name: String) -> String? { response.fields[name] }

    package var location: String { response.fields["Location"] ?? "" }

    /// The parameters of a redirect, from its query or its fragment.
    package var redirect: FormParameters {
        let location = location
        let mark = location.lastIndex(of: "#") ?? location.firstIndex(of: "?")
        return mark.flatMap { FormParameters(query: String(location[location.index(after: $0)...])) }
            ?? FormParameters()
    }

    package var description: String { "\(status) \(location) \(text.prefix(400))" }
}
