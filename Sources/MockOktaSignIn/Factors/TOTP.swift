import MockOktaCrypto
package import MockOktaModel

/// Time-based one-time passwords: six digits, thirty seconds, HMAC-SHA-1 (RFC 6238).
package enum TOTP {
    private static let period: Int64 = 30
    /// Steps by which the clocks of user and server may differ.
    private static let window: Int64 = 1

    /// The code of a time step (RFC 4226 §5.3).
    package static func code(secret: [UInt8], step: Int64) -> String? {
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> Int64(56 - 8 * $0)) }
        guard let mac = try? HMAC.code(for: counter, key: secret, digest: .sha1), let last = mac.last else {
            return nil
        }
        let start = Int(last & 0x0F)
        let number = mac[start..<start + 4].reduce(0) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        return digits(number)
    }

    /// The time step that an instant lies in.
    package static func step(at now: Instant) -> Int64 {
        let (quotient, remainder) = now.seconds.quotientAndRemainder(dividingBy: period)
        return remainder < 0 ? quotient - 1 : quotient
    }

    /// The time step to which a code belongs; nil for a wrong one.
    package static func match(_ code: String, secret: [UInt8], at now: Instant) -> Int64? {
        guard !secret.isEmpty else { return nil }
        let current = step(at: now)
        return (current - window...current + window).first { step in
            self.code(secret: secret, step: step).map { ConstantTime.equal($0, code) } ?? false
        }
    }

    /// Six digits of a number, with leading zeros.
    static func digits(_ number: UInt32) -> String {
        let text = String(number % 1_000_000)
        return String(repeating: "0", count: 6 - text.utf8.count) + text
    }
}
