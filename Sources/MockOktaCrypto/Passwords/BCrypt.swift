/// The password hash bcrypt, versions 2a, 2b and 2y (Provos and Mazières, "A future-adaptable password scheme", 1999).
package enum BCrypt {
    package static let saltLength = 16
    package static let hashLength = 23
    /// The logarithms of the numbers of rounds that Okta imports (Okta, "Users API").
    package static let workFactors = 1...20

    private static let longestPassword = 72
    private static let text = Array("OrpheanBeholderScryDoubt".utf8)

    /// The hash of a password; nil for a salt of another length or another work factor.
    package static func hash(password: [UInt8], salt: [UInt8], workFactor: Int) -> [UInt8]? {
        guard salt.count == saltLength, workFactors.contains(workFactor) else { return nil }
        let key = Array((password + [0]).prefix(longestPassword))
        var cipher = Blowfish()
        cipher.expand(key: key, salt: salt)
        for _ in 0..<1 << workFactor {
            cipher.expand(key: key)
            cipher.expand(key: salt)
        }
        var hash: [UInt8] = []
        var place = 0
        for _ in 0..<3 {
            var (left, right) = (Blowfish.word(text, &place), Blowfish.word(text, &place))
            for _ in 0..<64 { (left, right) = cipher.encrypt(left, right) }
            for word in [left, right] {
                for shift in [24, 16, 8, 0] { hash.append(UInt8(truncatingIfNeeded: word >> UInt32(shift))) }
            }
        }
        return Array(hash.prefix(hashLength))
    }

    private static let alphabet = Array("./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)

    /// Decodes bcrypt's own base 64.
    ///
    /// - Parameters:
    ///   - text: salt or hash, without padding.
    ///   - count: the number of bytes.
    /// - Returns: nil for text of another length or alphabet.
    package static func decode(_ text: String, count: Int) -> [UInt8]? {
        guard text.utf8.count == (count * 8 + 5) / 6 else { return nil }
        var (bytes, bits, size): ([UInt8], Int, Int) = ([], 0, 0)
        for character in text.utf8 {
            guard let digit = alphabet.firstIndex(of: character) else { return nil }
            (bits, size) = (bits << 6 | digit, size + 6)
            guard size >= 8 else { continue }
            size -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> size))
            bits &= 1 << size - 1
        }
        return bytes.count == count ? bytes : nil
    }

    /// Encodes in bcrypt's own base 64, without padding.
    package static func encode(_ bytes: [UInt8]) -> String {
        var (text, bits, size): ([UInt8], Int, Int) = ([], 0, 0)
        for byte in bytes {
            (bits, size) = (bits << 8 | Int(byte), size + 8)
            while size >= 6 {
                size -= 6
                text.append(alphabet[bits >> size & 63])
            }
            bits &= 1 << size - 1
        }
        if size > 0 { text.append(alphabet[bits << (6 - size) & 63]) }
        return String(decoding: text, as: UTF8.self)
    }
}
