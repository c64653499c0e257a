/// The cipher Blowfish (Schneier, "Description of a new variable-length key, 64-bit block cipher", 1993) with the key
/// schedule of bcrypt (Provos and Mazières, "A future-adaptable password scheme", 1999, §3).
///
/// OpenSSL 3 has it in a module that most systems do not install.
struct Blowfish {
    private static let rounds = 16
    /// The subkeys, then the four boxes of 256 words.
    private var words: [UInt32]

    private static let subkeys = rounds + 2

    /// Creates the cipher with the digits of π as its tables.
    init() {
        words = PiDigits.words(Self.subkeys + 4 * 256)
    }

    /// Mixes a key into the tables, and encrypts them chained with the words of a salt.
    ///
    /// - Parameters:
    ///   - key: repeated as often as needed.
    ///   - salt: sixteen bytes, or nothing for zeros.
    mutating func expand(key: [UInt8], salt: [UInt8] = []) {
        guard !key.isEmpty else { return }
        var place = 0
        for index in 0..<Self.subkeys { words[index] ^= Self.word(key, &place) }
        var (left, right, saltPlace): (UInt32, UInt32, Int) = (0, 0, 0)
        for index in stride(from: 0, to: words.count, by: 2) {
            if !salt.isEmpty {
                left ^= Self.word(salt, &saltPlace)
                right ^= Self.word(salt, &saltPlace)
            }
            (left, right) = encrypt(left, right)
            words[index] = left
            words[index + 1] = right
        }
    }

    func encrypt(_ left: UInt32, _ right: UInt32) -> (UInt32, UInt32) {
        unsafe words.withUnsafeBufferPointer { words in
            var (left, right) = (left, right)
            for round in 0..<Self.rounds {
                left ^= unsafe words[round]
                let boxes = Self.subkeys
                let first = unsafe words[boxes + Int(left >> 24)] &+ words[boxes + 256 + Int(left >> 16 & 0xFF)]
                let second = unsafe words[boxes + 512 + Int(left >> 8 & 0xFF)]
                right ^= unsafe (first ^ second) &+ words[boxes + 768 + Int(left & 0xFF)]
                swap(&left, &right)
            }
            swap(&left, &right)
            return unsafe (left ^ words[Self.rounds + 1], right ^ words[Self.rounds])
        }
    }

    /// The next four bytes of a text that repeats.
    static func word(_ bytes: [UInt8], _ place: inout Int) -> UInt32 {
        var word: UInt32 = 0
        for _ in 0..<4 {
            word = word << 8 | UInt32(bytes[place])
            place = (place + 1) % bytes.count
        }
        return word
    }
}

/// The binary digits of π after the point, from which Blowfish takes its tables.
private enum PiDigits {
    /// Computed once, by Machin's formula: π = 16 arctan 1/5 − 4 arctan 1/239.
    static func words(_ count: Int) -> [UInt32] { Array(digits.prefix(count)) }

    /// Words for the digits that division loses.
    private static let spare = 2
    private static let digits: [UInt32] = {
        let length = 1 + 1042 + spare
        var sum = [UInt32](repeating: 0, count: length)
        add(arctangent(of: 5, times: 16, length), to: &sum)
        subtract(arctangent(of: 239, times: 4, length), from: &sum)
        return Array(sum.dropFirst().dropLast(spare))
    }()

    /// `factor` × arctan 1/n = factor (1/n − 1/3n³ + 1/5n⁵ …), a whole word before the point.
    private static func arctangent(of number: UInt32, times factor: UInt32, _ length: Int) -> [UInt32] {
        var power = [UInt32](repeating: 0, count: length)
        power[0] = factor
        divide(&power, by: number)
        var sum = power
        var (odd, isNegative): (UInt32, Bool) = (3, true)
        while true {
            divide(&power, by: number * number)
            var term = power
            divide(&term, by: odd)
            guard term.contains(where: { $0 != 0 }) else { return sum }
            if isNegative { subtract(term, from: &sum) } else { add(term, to: &sum) }
            odd += 2
            isNegative.toggle()
        }
    }

    private static func divide(_ number: inout [UInt32], by divisor: UInt32) {
        var rest: UInt64 = 0
        for index in number.indices {
            let part = rest << 32 | UInt64(number[index])
            number[index] = UInt32(truncatingIfNeeded: part / UInt64(divisor))
            rest = part % UInt64(divisor)
        }
    }

    private static func add(_ other: [UInt32], to sum: inout [UInt32]) {
        var carry: UInt64 = 0
        for index in sum.indices.reversed() {
            carry += UInt64(sum[index]) + UInt64(other[index])
            sum[index] = UInt32(truncatingIfNeeded: carry)
            carry >>= 32
        }
    }

    private static func subtract(_ other: [UInt32], from sum: inout [UInt32]) {
        var borrow: Int64 = 0
        for index in sum.indices.reversed() {
            let difference = Int64(sum[index]) - Int64(other[index]) - borrow
            sum[index] = UInt32(truncatingIfNeeded: difference)
            borrow = difference < 0 ? 1 : 0
        }
    }
}
