/// What finds a record: sixteen bytes as two words.
package struct RecordKey: Hashable, Sendable {
    package let high: UInt64
    package let low: UInt64

    /// Takes the first sixteen bytes, zeros where there are fewer.
    package init(_ bytes: [UInt8]) {
        func word(_ start: Int) -> UInt64 {
            var word: UInt64 = 0
            for index in start..<start + 8 { word = word << 8 | (index < bytes.count ? UInt64(bytes[index]) : 0) }
            return word
        }
        high = word(0)
        low = word(8)
    }

    package var bytes: [UInt8] {
        [high, low].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - $0 * 8)) } }
    }

    /// Keys are random or digests already: one word is hash enough, and the other one chooses the shard.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(low ^ high)
    }
}
