import MockOktaCrypto
import MockOktaFormats
package import MockOktaModel

/// A token that Okta puts into an email for a user: to activate the account, or to set a new password in place of one
/// that an administrator has reset.
///
/// It is not stored: it holds the user's id and the instant, and a seal of both and of the user's `tokenMark`. So it
/// ends when the status changes or a password is set.
package enum UserToken: String, Sendable {
    case activation, recovery

    private static let sealLength = 10
    private static let timeLength = 4

    /// Seven days for an activation, an hour for a recovery: the defaults of Okta.
    private var lifetime: TimeSpan { self == .activation ? .hours(7 * 24) : .hours(1) }

    private var statuses: Set<User.Status> { self == .activation ? [.staged, .provisioned] : [.recovery] }

    package func text(for user: User, _ snapshot: OrgSnapshot) -> String {
        let time = UInt32(truncatingIfNeeded: snapshot.now.seconds)
        let named =
            Array(user.id.rawValue.utf8) + (0..<4).reversed().map { UInt8(truncatingIfNeeded: time >> ($0 * 8)) }
        return Base64URL.encode(named + seal(named, user, snapshot))
    }

    /// The user whom a token names; nil where it is none, has expired, the user's status has changed since, or a
    /// password was set.
    package func user(of text: String, in organization: Organization, _ snapshot: OrgSnapshot) -> User? {
        guard let bytes = Base64URL.decode(text[...]), bytes.count > Self.sealLength + Self.timeLength else {
            return nil
        }
        let named = Array(bytes.dropLast(Self.sealLength))
        let id = String(decoding: named.dropLast(Self.timeLength), as: UTF8.self)
        let seconds = named.suffix(Self.timeLength).reduce(Int64(0)) { $0 << 8 | Int64($1) }
        guard let user = organization.user(UserID(rawValue: id)), statuses.contains(user.status),
            ConstantTime.equal(Array(bytes.suffix(Self.sealLength)), seal(named, user, snapshot)),
            snapshot.now < Instant(seconds: seconds) + lifetime
        else { return nil }
        return user
    }

    private func seal(_ named: [UInt8], _ user: User, _ snapshot: OrgSnapshot) -> [UInt8] {
        let state = Array(user.tokenMark.utf8)
        return Array(snapshot.secret.seal(named + state, for: "\(rawValue) of a user").prefix(Self.sealLength))
    }
}
