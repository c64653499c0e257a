import MockOktaControl

/// A request that did not match, and why not.
public struct NearMissedRequest: Hashable, Sendable, CustomStringConvertible {
    /// The request.
    public let request: RecordedRequest
    /// The conditions that it does not meet, such as `client_id is web-app, not spa-app`.
    public let differences: [String]

    /// One line, such as `#3 POST /oauth2/default/v1/token 200 (client_id is web-app, not spa-app)`.
    public var description: String { "#\(request.id) \(request) (\(differences.joined(separator: "; ")))" }

    init(_ miss: NearMiss) {
        request = RecordedRequest(miss.entry, showsSecrets: false)
        differences = miss.differences
    }
}
