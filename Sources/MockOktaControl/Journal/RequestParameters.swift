package import MockOktaFormats
package import MockOktaHTTP
package import MockOktaModel

/// The parameters of a request, from its query and body, for the journal and for faults.
package struct RequestParameters: Sendable {
    /// The maximum number of parameters of one request in the journal; further ones are omitted.
    private static let countLimit = 200

    private var parameters: [(name: String, value: String)]
    private var body: JSONObject?
    /// The user name of HTTP Basic.
    private let basicUser: String?

    package init(_ request: HTTPRequest) {
        var parameters = request.query.flatMap { FormParameters(query: $0) }?.parameters ?? []
        let type = request.fields["Content-Type"].flatMap { MediaType($0) }?.essence
        if type == "application/x-www-form-urlencoded" {
            parameters += FormParameters(request.body)?.parameters ?? []
        }
        self.parameters = parameters.map { ($0.name, $0.value) }
        let isJSON = type == "application/json" || type?.hasSuffix("+json") == true
        body = isJSON ? (try? JSON.parse(request.body))?.object : nil
        basicUser = Self.basicUser(request)
    }

    package subscript(_ name: String) -> String? {
        parameters.first { $0.name == name && !$0.value.isEmpty }?.value ?? body?[name]?.string
    }

    /// The client that the request names: by parameter, by HTTP Basic, or as the subject of its assertion.
    package var clientID: String? {
        self["client_id"] ?? basicUser ?? self["client_assertion"].flatMap { Self.claims(of: $0)?["sub"]?.string }
    }

    /// The payload of a JWT, not verified.
    package static func claims(of token: String) -> JSONObject? {
        let parts = token.split(separator: ".")
        guard parts.count == 3, let bytes = Base64URL.decode(String(parts[1])) else { return nil }
        return (try? JSON.parse(bytes))?.object
    }

    /// All parameters with secrets redacted; a parameter sent several times becomes an array.
    package func json(showsSecrets: Bool) -> JSON? {
        var values: [(name: String, values: [JSON])] = []
        var places: [ExactString: Int] = [:]
        for parameter in parameters {
            let value = SecretParameters.shown(parameter.name, .string(parameter.value), showsSecrets)
            if let place = places[parameter.name] {
                values[place].values.append(value)
            } else {
                places[parameter.name] = values.count
                values.append((parameter.name, [value]))
            }
        }
        let shown = body.flatMap { SecretParameters.shown("", .object($0), showsSecrets).object }
        for member in shown?.members ?? [] {
            let value = member.value
            if let place = places[member.key] {
                values[place].values = [value]
            } else {
                places[member.key] = values.count
                values.append((member.key, [value]))
            }
        }
        guard !values.isEmpty else { return nil }
        return .object(JSONObject(values.map { ($0.name, $0.values.count == 1 ? $0.values[0] : .array($0.values)) }))
    }

    private static func basicUser(_ request: HTTPRequest) -> String? {
        guard let bytes = request.fields.credentials("Basic").flatMap(Base64.decode),
            // Without a colon the text may be a secret, not a user name.
            let colon = bytes.firstIndex(of: UInt8(ascii: ":"))
        else { return nil }
        return FormParameters(query: "u=" + String(decoding: bytes[..<colon], as: UTF8.self))?["u"]
    }
}

extension RequestParameters {
    /// An estimate of the memory they take, in bytes.
    var size: Int {
        var size = body.map { JSON.object($0).textSize } ?? 0
        for parameter in parameters { size += parameter.name.utf8.count + parameter.value.utf8.count + 32 }
        return size
    }

    /// The first parameters, with names and values of limited length.
    var limited: RequestParameters {
        var limited = self
        limited.parameters = parameters.prefix(Self.countLimit).map { parameter in
            (LimitedText.cut(parameter.name), LimitedText.cut(parameter.value))
        }
        limited.body = body.map { object in
            JSONObject(object.members.prefix(Self.countLimit).map { (LimitedText.cut($0.key), $0.value.limited) })
        }
        let left = max(0, parameters.count - Self.countLimit) + max(0, (body?.members.count ?? 0) - Self.countLimit)
        if left > 0 {
            limited.parameters.append(("…", "\(left) more parameters (cut)"))
        }
        return limited
    }
}

extension RequestParameters: RecordPart {
    package func write(to writer: inout RecordWriter) {
        writer.append(UInt64(parameters.count))
        for parameter in parameters {
            writer.write(parameter.name)
            writer.write(parameter.value)
        }
        writer.write(body)
        writer.write(basicUser)
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        parameters = []
        for _ in 0..<(try reader.count()) { parameters.append((try reader.read(), try reader.read())) }
        body = try reader.read()
        basicUser = try reader.read()
    }
}

extension JSON {
    /// Truncates strings; replaces a large array or object by its size.
    fileprivate var limited: JSON {
        switch self {
        case .string(let text): return .string(LimitedText.cut(text))
        case .array, .object:
            let size = textSize
            return size <= LimitedText.limit ? self : .string("… (cut: \(size) bytes)")
        default: return self
        }
    }

    /// An estimate of the length as text, in bytes.
    fileprivate var textSize: Int {
        switch self {
        case .string(let text): text.utf8.count + 32
        case .array(let values): values.reduce(32) { $0 + $1.textSize }
        case .object(let object): object.members.reduce(32) { $0 + $1.key.utf8.count + $1.value.textSize }
        default: 16
        }
    }
}
