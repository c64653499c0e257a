/// Random bytes from the operating system, for seeds, from which all other random values are derived, and for serial
/// numbers of certificates.
///
/// Not OpenSSL's, whose generator takes eight million instructions to set up.
package enum SystemRandom {
    package static func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: .min ... .max) } }

    /// A seed from 1 to 2^53 - 1, so that a JSON number holds it exactly (RFC 8259 §6) and 0 can mean "none".
    package static func seed() -> UInt64 { UInt64.random(in: 1..<1 << 53) }
}
