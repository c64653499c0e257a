import MockOktaFormats
import MockOktaModel

/// Spoils good parameters: cut, mixed, doubled, renamed, huge, or of another alphabet.
struct Mangler {
    let loot: CollectedTokens
    var random: SeededRandom

    /// What a page must never show as an element of its own.
    static let marker = "<zq"

    private static let nasty = [
        "", " ", "0", "-1", "NaN", "null", "true", "[]", "{}", "*", "%", "%zz", "../../etc", "a\u{0}b", "a\r\nX-Y: z",
        "`${7*7}`", "😀👩‍👩‍👧", "e\u{301}", "\u{202E}abc", "\u{FEFF}", "١٢٣",
        "18446744073709551616",
        "openid openid", "openid  profile", "urn:okta:x", "http://localhost:3000/callback#x", "javascript:alert(1)",
        "com.example.app:/callback", "{\"a\":{\"b\":[1,2,{}]}}", "eyJhbGciOiJub25lIn0.e30.", "....", "a.b.c", "::::",
    ]

    mutating func mangle(_ parameters: [(String, String)]) -> [(String, String)] {
        var parameters = parameters
        for _ in 0..<([0, 0, 1, 1, 2, 3].randomElement(using: &random) ?? 0) where !parameters.isEmpty {
            let index = Int.random(in: parameters.indices, using: &random)
            let (name, value) = parameters[index]
            switch Int.random(in: 0..<8, using: &random) {
            case 0: parameters.remove(at: index)
            case 1: parameters.append((name, Bool.random(using: &random) ? value : bad(value)))
            case 2: parameters[index].0 = bad(name)
            case 3: parameters.append((bad(name), bad(value)))
            default: parameters[index].1 = bad(value)
            }
        }
        return parameters
    }

    /// A value made bad: spoiled itself, or another one in its place.
    mutating func bad(_ value: String) -> String {
        switch Int.random(in: 0..<9, using: &random) {
        case 0: return String(value.prefix(Int.random(in: 0...max(0, value.count), using: &random)))
        case 1: return value + value
        case 2: return flipped(value)
        case 3: return mixed(value)
        case 4: return loot.everything.randomElement(using: &random) ?? ""
        case 5: return ["\"><zq a='b'>", "'</script><zq>"].randomElement(using: &random) ?? ""
        case 6:
            return Int.random(in: 0..<20, using: &random) == 0
                ? String(repeating: "x\u{E9}", count: 20_000) : value + " "
        default: return Self.nasty.randomElement(using: &random) ?? ""
        }
    }

    private mutating func flipped(_ value: String) -> String {
        var characters = Array(value)
        guard !characters.isEmpty else { return "A" }
        let index = Int.random(in: characters.indices, using: &random)
        characters[index] = characters[index] == "A" ? "B" : "A"
        return String(characters)
    }

    /// Parts of two tokens in one.
    private mutating func mixed(_ value: String) -> String {
        let mine = value.split(separator: ".", omittingEmptySubsequences: false)
        let other = (loot.everything.randomElement(using: &random) ?? "")
            .split(separator: ".", omittingEmptySubsequences: false)
        let count = max(mine.count, other.count)
        return (0..<count).map { index in
            let source = Bool.random(using: &random) ? mine : other
            return source.indices.contains(index) ? String(source[index]) : ""
        }.joined(separator: ".")
    }

    /// Form text, now and then with escapes that say nothing or bytes that are no UTF-8.
    mutating func encode(_ parameters: [(String, String)]) -> [UInt8] {
        var bytes = Array(FormParameters(parameters).encoded.utf8)
        guard Int.random(in: 0..<12, using: &random) == 0 else { return bytes }
        let garbage: [[UInt8]] = [
            [0xFF, 0xFE], [0xC3], Array("%FF%C3".utf8), Array("%".utf8), Array("&&=&".utf8), [0],
        ]
        let index = Int.random(in: 0...bytes.count, using: &random)
        bytes.insert(contentsOf: garbage.randomElement(using: &random) ?? [], at: index)
        return bytes
    }
}
