import MockOktaControl

/// A key that an authorization server publishes at `/keys`.
public struct PublishedKey: Hashable, Sendable {
    /// The status of a key.
    public enum Status: String, Sendable {
        /// The signing key.
        case active = "ACTIVE"
        /// The signing key after the next rotation: published from 45 days after the last rotation.
        case next = "NEXT"
        /// A former signing key; its tokens still verify.
        case expired = "EXPIRED"
    }

    /// The path segment of the server.
    public let server: String
    /// Its `kid`.
    public let keyID: String
    /// Its status.
    public let status: Status

    init(_ key: KeyStatus) {
        server = key.server
        keyID = key.keyID
        status =
            switch key.status {
            case .active: .active
            case .next: .next
            case .expired: .expired
            }
    }
}
