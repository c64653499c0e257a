/// What finds a record: sixteen bytes as two words.
package struct RecordKey: Hashable, Sendable {
    package let high: UInt64
    package let low: UInt64

    /// Takes the first sixteen bytes, zeros where there are fewer.
    package init(_ bytes: some Collection<UInt8>) {
        var words: (UInt64, UInt64) = (0, 0)
        for (index, byte) in bytes.prefix(16).enumerated() {
            let shifted = UInt64(byte) << UInt64(56 - (index & 7) * 8)
            if index < 8 { words.0 |= shifted } else { words.1 |= shifted }
        }
        (high, low) = words
    }

    package var bytes: [UInt8] {
        [high, low].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - $0 * 8)) } }
    }

    /// Keys are random or digests already: one word is hash enough, and the other one chooses the shard.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(low ^ high)
    }
}
