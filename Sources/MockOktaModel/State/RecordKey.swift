/// The key of a record: sixteen bytes as two words.
package struct RecordKey: Hashable, Sendable {
    package let high: UInt64
    package let low: UInt64

    /// Uses the first sixteen bytes, padded with zeros if there are fewer.
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
        [UInt8](capacity: 16) { bytes in
            for place in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: high >> UInt64(56 - place * 8))) }
            for place in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: low >> UInt64(56 - place * 8))) }
        }
    }
}
