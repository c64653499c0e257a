#if Redis
/// Commands as bytes of the protocol, sent together and answered in their order.
struct RedisCommands {
    private(set) var bytes: [UInt8] = []
    private(set) var count = 0

    init() {}

    init(_ words: RedisWord...) {
        append(words)
    }

    mutating func append(_ words: RedisWord...) { append(words) }

    /// Appends a command: an array of bulk strings.
    mutating func append(_ words: [RedisWord]) {
        count += 1
        header("*", words.count)
        for word in words {
            header("$", word.bytes.count)
            bytes += word.bytes
            bytes += [13, 10]
        }
    }

    private mutating func header(_ mark: Unicode.Scalar, _ number: Int) {
        bytes.append(UInt8(ascii: mark))
        bytes += String(number).utf8
        bytes += [13, 10]
    }
}

/// A word of a command.
struct RedisWord: ExpressibleByStringLiteral {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    init(_ number: some BinaryInteger) {
        bytes = Array(String(number).utf8)
    }

    init(stringLiteral text: String) {
        self.init(text)
    }
}
#endif
