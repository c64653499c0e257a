import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// Reads an effect from JSON.
extension FaultEffect {
    static let members = FaultMember.names { _ in true }

    private enum Close: String, CaseIterable {
        case before
        case midBody = "mid-body"
        case after
        case reset
    }

    init(_ body: ControlBody) throws(ControlError) {
        let close = try body.word("close", of: Close.self)
        try FaultConflicts.check(body)
        fields = try Self.fields(body)
        answer = try Self.answer(body, close, fields)
        delay = try Self.delay(body)
        isMalformed = try body.bool("malformed") ?? false
        cutsBody = close == .midBody
        corruption = try Self.corruption(body, close)
        guard answer != nil || delay != nil || corruption != nil || isMalformed || !fields.isEmpty else {
            throw ControlError(
                .missingField,
                field: "effect",
                "effect has no member that does anything",
                allowed: Self.members
            )
        }
    }

    private static func fields(_ body: ControlBody) throws(ControlError) -> HTTPFields {
        var fields = HTTPFields()
        guard let headers = try body.object("headers", allowed: nil) else { return fields }
        for name in headers.members.keys {
            let value = try headers.string(name) ?? ""
            guard FieldSyntax.isSendable(name) else {
                throw headers.error(.badValue, name, "is not a header field that can be set")
            }
            guard FieldSyntax.isValue(value) else {
                throw headers.error(.badValue, name, "contains a control character, which no header field may contain")
            }
            fields.append(name, value)
        }
        return fields
    }

    private static func answer(
        _ body: ControlBody,
        _ close: Close?,
        _ fields: HTTPFields
    ) throws(ControlError) -> Answer? {
        let status = try body.integer("status", atLeast: 200).map { HTTPStatus(rawValue: $0) }
        if let status, status.rawValue > 599 { throw body.error(.badValue, "status", "must be at most 599") }
        if try body.bool("hang") == true { return .noResponse(.hang) }
        switch close {
        case .before: return .noResponse(.close)
        case .reset: return .noResponse(.reset)
        case .midBody, .after, nil: break
        }
        if let name = try body.string("error") { return .oauth(try oauth(name, body, status)) }
        if let code = try body.string("errorCode") { return .okta(try okta(code, body, status)) }
        if let keys = try body.word("jwks", of: KeySet.self) { return .keys(keys) }
        if let limit = try rateLimit(body) { return limit }
        guard status != nil || body["body"] != nil else { return nil }
        return .response(response(status ?? .ok, body["body"]))
    }

    /// The first row of the catalog with that `error`; other rows are found by their name.
    private static func oauth(
        _ name: String,
        _ body: ControlBody,
        _ status: HTTPStatus?
    ) throws(ControlError) -> OAuthError {
        let rows = OAuthError.catalogue
        guard var row = rows.first(where: { $0.error == name }) ?? rows.first(where: { $0.name == name }) else {
            var names: [String] = []
            for row in rows where !names.contains(row.error) { names.append(row.error) }
            throw body.error(.badValue, "error", "is not an OAuth error of Okta", allowed: names)
        }
        row.description = try body.string("error_description") ?? row.description
        row.status = status?.rawValue ?? row.status
        return row
    }

    private static func okta(
        _ code: String,
        _ body: ControlBody,
        _ status: HTTPStatus?
    ) throws(ControlError) -> OktaError {
        guard var row = OktaError.catalogue.first(where: { $0.code == code }) else {
            let codes = OktaError.catalogue.map(\.code)
            throw body.error(.badValue, "errorCode", "is not an error code of this server", allowed: codes)
        }
        row.status = status?.rawValue ?? row.status
        return row
    }

    private static func rateLimit(_ body: ControlBody) throws(ControlError) -> Answer? {
        guard let value = body["rate_limit"] else { return nil }
        if let bool = value.bool { return bool ? .rateLimit : nil }
        guard let bucket = try body.object("rate_limit", allowed: ["limit", "window"]) else { return nil }
        guard let limit = try bucket.integer("limit") else { throw bucket.error(.missingField, "limit", "is required") }
        let window = bucket["window"] == nil ? TimeSpan.minutes(1) : try bucket.timeSpan("window")
        guard window > .seconds(0) else { throw bucket.error(.badValue, "window", "must be longer than zero") }
        return .bucket(RateLimitBucket(limit: limit, window: window))
    }

    private static func response(_ status: HTTPStatus, _ body: JSON?) -> HTTPResponse {
        switch body {
        case nil: HTTPResponse(status)
        case .string(let text)?:
            HTTPResponse(status, fields: ["Content-Type": "text/plain; charset=utf-8"], body: Array(text.utf8))
        case let json?:
            HTTPResponse(status, fields: ["Content-Type": "application/json"], body: json.serialized())
        }
    }

    private static func delay(_ body: ControlBody) throws(ControlError) -> ClosedRange<TimeSpan>? {
        guard let value = body["delay"] else { return nil }
        guard value.object != nil, let range = try body.object("delay", allowed: ["min", "max"]) else {
            let span = try body.timeSpan("delay")
            return span...span
        }
        let (least, most) = (try range.timeSpan("min"), try range.timeSpan("max"))
        guard least <= most else { throw range.error(.badValue, "max", "must not be less than min") }
        return least...most
    }

    private static func corruption(_ body: ControlBody, _ close: Close?) throws(ControlError) -> ResponseCorruption? {
        var corruption = ResponseCorruption()
        corruption.closes = close == .midBody || close == .after
        if let length = try body.integer("truncate") {
            corruption.sentLength = length
            corruption.closes = true
        }
        if let length = try body.integer("content_length") {
            corruption.declaredLength = length
            corruption.closes = true
        }
        if let drip = try body.object("drip", allowed: ["bytes", "every"]) {
            let pause = try drip.timeSpan("every")
            let bytes = try drip.integer("bytes", atLeast: 1) ?? 1
            corruption.throttle = ResponseCorruption.ThrottledBody(
                bytes: bytes,
                pause: .microseconds(pause.microseconds)
            )
        }
        return corruption == ResponseCorruption() ? nil : corruption
    }
}
