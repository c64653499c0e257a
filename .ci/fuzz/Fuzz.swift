// What libFuzzer calls: one input, looked at in the way that FUZZ_TARGET names. Compiled into one module with the
// sources it tests (see run), so that their branches are seen too.
import Glibc

/// Tries one input on the parser that FUZZ_TARGET names; libFuzzer calls it.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    switch target {
    case "request": fuzzRequest(input)
    case "form": fuzzForm(input)
    case "json": fuzzJSON(input)
    case "jwt": fuzzJWT(input)
    case "fixture": fuzzFixture(input)
    case "expression": fuzzExpression(input)
    case "pattern": fuzzPattern(input)
    default: fatalError("FUZZ_TARGET is none of request, form, json, jwt, fixture, expression, pattern")
    }
    return 0
}

private let target = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""

private func require(_ condition: Bool, _ what: String) {
    if !condition { fatalError(what) }
}

/// However the bytes are cut, the same comes of them.
private func fuzzRequest(_ input: [UInt8]) {
    let piece = Int(input.first ?? 0) % 64 + 1
    let bytes = Array(input.dropFirst())
    require(outcome(bytes, piece: bytes.count + 1) == outcome(bytes, piece: piece), "the cut matters")
}

private func outcome(_ bytes: [UInt8], piece: Int) -> [String] {
    var parser = RequestParser()
    var buffer: [UInt8] = []
    var found: [String] = []
    var rest = bytes[...]
    do {
        repeat {
            buffer += rest.prefix(piece)
            rest = rest.dropFirst(piece)
            var wantsMore = false
            while !wantsMore {
                switch try parser.parse(buffer.span) {
                case .complete(let parsed, let consumed):
                    buffer.removeFirst(consumed)
                    found.append("\(parsed.request) \(parsed.exchange)")
                case .needsMore(let consumed):
                    buffer.removeFirst(consumed)
                    wantsMore = true
                }
            }
        } while !rest.isEmpty
    } catch {
        found.append("\(error)")
    }
    return found
}

/// What was understood is written so that it is understood again.
private func fuzzForm(_ input: [UInt8]) {
    guard let form = FormParameters(input) else { return }
    require(FormParameters(query: form.encoded) == form, "a form is not read as written")
}

private func fuzzJSON(_ input: [UInt8]) {
    if let value = try? JSON.parse(input) {
        require((try? JSON.parse(value.serialized())) == value, "JSON is not read as written")
        require((try? JSON.parse(value.serialized(.pretty))) == value, "pretty JSON is not read as written")
    }
    _ = FixtureReader.read([FixtureSource(name: "a", bytes: input)]).errors.map(\.description)
}

private func fuzzJWT(_ input: [UInt8]) {
    guard let jwt = JWT(String(decoding: input, as: UTF8.self)) else { return }
    _ = (jwt.keyID, jwt.algorithm)
    _ = jwt.claims["jti"]?.string.flatMap(TokenIdentifier.init)
    _ = JWK.publicKey(jwt.header)
}

/// Two fixtures laid over each other, cut where a byte 0 stands.
private func fuzzFixture(_ input: [UInt8]) {
    let parts = input.split(separator: 0, maxSplits: 1).map { Array($0) }
    let sources = parts.enumerated().map { FixtureSource(name: "\($0.offset)", bytes: $0.element) }
    let first = FixtureReader.read(sources)
    require(first.errors.isEmpty == (first.organization != nil), "an organization with errors, or neither")
}

private let organization: Organization = {
    var contents = Organization.Contents()
    contents.groups = [
        Group(id: GroupID(rawValue: "00g1"), name: "Admins"), Group(id: GroupID(rawValue: "00g2"), name: "a b"),
    ]
    return Organization(contents)
}()

private let user = User(
    id: UserID(rawValue: "00u1"),
    login: "ann@example.com",
    profile: ["login": "ann@example.com", "n": 1, "list": ["a", "b"], "created": "2026-01-01T00:00:00.000Z"],
    groups: organization.contents.groups.map(\.id)
)

/// An expression has a value or a reason why not, and texts of bounded length.
private func fuzzExpression(_ input: [UInt8]) {
    guard let expression = try? Expression(parsing: String(decoding: input, as: UTF8.self)) else { return }
    let scope = ExpressionScope(
        organization: organization,
        application: Application(id: ApplicationID(rawValue: "0oa1"), clientID: "c", label: "l"),
        user: user,
        scopes: ["openid"],
        authenticationMethods: ["pwd"],
        now: Instant(seconds: 1_767_225_600)
    )
    guard let value = try? expression.value(in: scope), let text = value.string else { return }
    require(text.utf8.count <= EvaluationBudget.textLimit, "a text is too long")
}

/// A pattern and a text, cut where a byte 0 stands, are decided within the budget of one evaluation.
private func fuzzPattern(_ input: [UInt8]) {
    let parts = input.split(separator: 0, maxSplits: 1).map { String(decoding: $0, as: UTF8.self) }
    guard let pattern = parts.first, let expression = try? RegularExpression(pattern, at: nil) else { return }
    _ = try? expression.matchesWhole(parts.last ?? "", budget: EvaluationBudget())
}
