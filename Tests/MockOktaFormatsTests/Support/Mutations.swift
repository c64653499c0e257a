/// A small seeded generator (SplitMix64), so that a failing mutation can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Changed copies of the seeds: bytes replaced, removed, inserted or doubled.
func mutations(of seeds: [String], inserting alphabet: String, count: Int) -> [[UInt8]] {
    var generator = SeededGenerator(seed: 0x6D6F_636B)
    let alphabet = Array(alphabet.utf8)
    return (0..<count).map { number in
        var bytes = Array(seeds[number % seeds.count].utf8)
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            mutate(&bytes, alphabet, using: &generator)
        }
        return bytes
    }
}

private func mutate(_ bytes: inout [UInt8], _ alphabet: [UInt8], using generator: inout SeededGenerator) {
    let place = Int.random(in: 0...bytes.count, using: &generator)
    let byte = alphabet.randomElement(using: &generator) ?? 0
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: bytes.insert(byte, at: place)
    case 1: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: place)
    case 2: bytes.append(contentsOf: bytes[place...])
    case 3 where place < bytes.count: bytes[place] = byte
    case _ where place < bytes.count: bytes.remove(at: place)
    default: break
    }
}
