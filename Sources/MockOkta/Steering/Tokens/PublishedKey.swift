import MockOktaControl

/// A key that a server shows at `/keys`.
public struct PublishedKey: Hashable, Sendable {
    /// What a key is there for.
    public enum Status: String, Sendable {
        /// It signs.
        case active = "ACTIVE"
        /// It will sign after the next rotation: shown from 45 days after the last one on.
        case next = "NEXT"
        /// It signed before, and its tokens still verify.
        case expired = "EXPIRED"
    }

    /// The word in the server's URL.
    public let server: String
    /// Its `kid`.
    public let keyID: String
    /// What it is there for.
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
