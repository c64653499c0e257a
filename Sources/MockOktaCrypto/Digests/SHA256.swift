/// SHA-256 (FIPS 180-4) as a function that cannot fail, for the many places that need nothing else.
package enum SHA256 {
    package static let byteCount = 32

    package static func digest(_ bytes: [UInt8]) -> [UInt8] {
        do {
            return try Digest.sha256.hash(bytes)
        } catch {
            // Only an OpenSSL without SHA-256 or a process without memory gets here, whatever the input.
            // To go on with some other value would make different secrets equal.
            fatalError("\(error)")
        }
    }
}
