import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// The JSON body of a call of `/idp/idx`; its media type does not matter, because SDKs send several.
struct IDXBody {
    let json: JSON

    /// Nil where the body is no object.
    init?(_ request: HTTPRequest) {
        guard let json = try? JSON.parse(request.body), json.object != nil else { return nil }
        self.json = json
    }

    subscript(_ name: String) -> String? { json[name]?.string }

    func credential(_ name: String) -> String? { json["credentials"]?[name]?.string }

    func authenticator(_ name: String) -> String? { json["authenticator"]?[name]?.string }
}
