import MockOktaCrypto
import MockOktaFormats

/// The random generator of one request, determined by a seed and the request's ordinal.
///
/// It is xoshiro256** with a state derived from its inputs. Its output is no secret from anyone who knows the seed.
/// That is intended: the same seed and requests give the same bytes.
package struct SeededRandom: RandomNumberGenerator, Sendable {
    private typealias State = (UInt64, UInt64, UInt64, UInt64)

    private var state: State

    /// - Parameters:
    ///   - seed: the value of `--seed`.
    ///   - purpose: separates independent uses of one seed (`secret:main`).
    ///   - ordinal: separates the uses of one purpose.
    package init(seed: UInt64, purpose: String, ordinal: UInt64) {
        let digest = SHA256.digest(Array("\(seed)/\(purpose)/\(ordinal)".utf8))
        func word(_ start: Int) -> UInt64 { digest[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) } }
        state = (word(0) | 1, word(8), word(16), word(24))
    }

    /// The generators of many requests, which differ in their ordinals: the common inputs are hashed only once.
    package struct Series: Sendable {
        private let start: State

        package init(seed: UInt64, purpose: String) {
            start = SeededRandom(seed: seed, purpose: purpose, ordinal: 0).state
        }

        /// The generator of one ordinal: each word of its state is that step of its own SplitMix64 sequence.
        package subscript(_ ordinal: UInt64) -> SeededRandom {
            let step = ordinal &* 0x9E37_79B9_7F4A_7C15
            let words = (start.0 &+ step, start.1 &+ step, start.2 &+ step, start.3 &+ step)
            return SeededRandom((words.0.mixed | 1, words.1.mixed, words.2.mixed, words.3.mixed))
        }
    }

    private init(_ state: State) {
        self.state = state
    }

    package mutating func next() -> UInt64 {
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
        // Reserves some additional bytes, because identifiers append to their random bytes.
        [UInt8](capacity: count + 7) { bytes in
            while bytes.count < count {
                let word = next()
                for place in 1...min(8, count - bytes.count) {
                    bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(64 - 8 * place)))
                }
            }
        }
    }
}

extension UInt64 {
    fileprivate func rotated(by count: UInt64) -> UInt64 { self << count | self >> (64 - count) }

    /// The output function of SplitMix64: every bit of the output depends on every bit of the input.
    fileprivate var mixed: UInt64 {
        let once = (self ^ self >> 30) &* 0xBF58_476D_1CE4_E5B9
        let twice = (once ^ once >> 27) &* 0x94D0_49BB_1331_11EB
        return twice ^ twice >> 31
    }
}
