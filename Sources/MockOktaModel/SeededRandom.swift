import MockOktaCrypto
import MockOktaFormats

/// All chance of one request: a generator that a seed and the request's ordinal determine.
///
/// xoshiro256** over a state hashed from its inputs. Nothing here is secret from whoever knows the seed: that is
/// the point, the same seed and requests give the same bytes.
package struct SeededRandom: RandomNumberGenerator, Sendable {
    private typealias State = (UInt64, UInt64, UInt64, UInt64)

    private let seed: UInt64
    private let purpose: String
    private let ordinal: UInt64
    /// Made by the first draw: most requests draw nothing.
    private var made: State?

    /// - Parameters:
    ///   - seed: what `--seed` said.
    ///   - purpose: keeps independent uses of one seed apart (`tenant:main`).
    ///   - ordinal: the number of the request among those of its tenant.
    package init(seed: UInt64, purpose: String, ordinal: UInt64) {
        self.seed = seed
        self.purpose = purpose
        self.ordinal = ordinal
    }

    private var firstState: State {
        var text: [UInt8] = []
        text.reserveCapacity(64)
        text.append("\(seed)/")
        text.append(purpose)
        text.append("/")
        text.append(String(ordinal))
        let digest = SHA256.digest(text)
        func word(_ start: Int) -> UInt64 {
            var word: UInt64 = 0
            for index in start..<start + 8 { word = word << 8 | UInt64(digest[index]) }
            return word
        }
        return (word(0) | 1, word(8), word(16), word(24))
    }

    package mutating func next() -> UInt64 {
        var state = made ?? firstState
        defer { made = state }
        let result = (state.1 &* 5).rotated(by: 7) &* 9
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = state.3.rotated(by: 45)
        return result
    }

    package mutating func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 7)
        while bytes.count < count {
            let word = next()
            for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: word >> shift)) }
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }
}

extension UInt64 {
    fileprivate func rotated(by count: UInt64) -> UInt64 { self << count | self >> (64 - count) }
}
