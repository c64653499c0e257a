#if Redis
import MockOktaFormats

/// Commands as bytes of the protocol, sent together and answered in their order.
struct RedisCommands {
    private(set) var bytes: [UInt8] = []
    private(set) var count = 0

    init() {
        bytes.reserveCapacity(1024)
    }

    mutating func append(_ words: RedisWord...) { append(words) }

    /// Appends a command: an array of bulk strings.
    mutating func append(_ words: [RedisWord]) {
        begin(words.count)
        for word in words { write(word) }
    }

    /// Appends a command that runs a script.
    ///
    /// - Parameters:
    ///   - name: the command.
    ///   - script: what the command names the script by.
    ///   - call: the script's `KEYS` and `ARGV`.
    ///   - end: the instant after which the script must not run any more, the first word of its `ARGV`.
    mutating func append(_ name: RedisWord, _ script: RedisWord, _ call: RedisCall, until end: RedisWord) {
        begin(4 + call.keys.count + call.arguments.count)
        write(name)
        write(script)
        write(RedisWord(call.keys.count))
        for key in call.keys { write(key) }
        write(end)
        for argument in call.arguments { write(argument) }
    }

    private mutating func begin(_ words: Int) {
        count += 1
        header(UInt8(ascii: "*"), words)
    }

    private mutating func write(_ word: RedisWord) {
        switch word {
        case .bytes(let content):
            header(UInt8(ascii: "$"), content.count)
            bytes.append(copying: content.span)
        case .text(let text):
            header(UInt8(ascii: "$"), text.utf8.count)
            bytes.append(text)
        }
        endLine()
    }

    private mutating func header(_ mark: UInt8, _ number: Int) {
        bytes.append(mark)
        bytes.append(decimal: number)
        endLine()
    }

    private mutating func endLine() {
        bytes.append(UInt8(ascii: "\r"))
        bytes.append(UInt8(ascii: "\n"))
    }
}

/// A word of a command.
enum RedisWord: ExpressibleByStringLiteral {
    case bytes([UInt8])
    case text(String)

    init(_ bytes: [UInt8]) {
        self = .bytes(bytes)
    }

    init(_ text: String) {
        self = .text(text)
    }

    init(_ number: some BinaryInteger) {
        self = .text(String(number))
    }

    init(stringLiteral text: String) {
        self = .text(text)
    }
}
#endif
