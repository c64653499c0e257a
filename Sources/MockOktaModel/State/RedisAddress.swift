import MockOktaFormats

/// A database of a Redis server, as `--store` names it: `redis://[user:password@]host[:port][/db][?prefix=p]`.
package struct RedisAddress: Hashable, Sendable, CustomStringConvertible {
    package var host: String
    package var port: UInt16
    /// Nil for the server's default user.
    package var user: String?
    package var password: String?
    package var database: Int
    /// The beginning of every key, so that several doubles can use one database.
    package var prefix: String

    package static let form = "redis://[user:password@]host[:port][/db][?prefix=p]"

    package init(
        host: String,
        port: UInt16 = 6379,
        user: String? = nil,
        password: String? = nil,
        database: Int = 0,
        prefix: String = "mock-okta"
    ) {
        self.host = host
        self.port = port
        self.user = user
        self.password = password
        self.database = database
        self.prefix = prefix
    }

    /// Server and database without the password, for messages.
    package var description: String {
        let name = host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
        return "redis://\(name):\(port)/\(database)"
    }

    /// Reads a URL; user, password and prefix may have `%XX` escapes.
    ///
    /// - Throws: `StoreAddressError` with what is wrong, never with the password.
    init(_ url: URIParts) throws(StoreAddressError) {
        let name = url.hostName.map(String.init) ?? ""
        guard !name.isEmpty else { throw StoreAddressError("names no host: a Redis store is \(Self.form)") }
        self.init(host: name)
        if let text = url.port {
            guard let port = UInt16(text), port > 0 else { throw StoreAddressError("\(text) is no port") }
            self.port = port
        }
        if let info = url.userInfo {
            let parts = info.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            user = parts[0].isEmpty ? nil : try Self.unescaped(parts[0], "the user")
            password = parts.count > 1 ? try Self.unescaped(parts[1], "the password") : nil
            guard password != nil else {
                throw StoreAddressError("has a user without a password: a Redis store is \(Self.form)")
            }
        }
        let path = url.path.drop { $0 == "/" }
        if !path.isEmpty {
            guard let number = Int(path), number >= 0 else {
                throw StoreAddressError("\(path) is no number of a database")
            }
            database = number
        }
        guard url.fragment == nil else { throw StoreAddressError("has a fragment; escape a # as %23") }
        for parameter in (url.query ?? "").split(separator: "&") {
            let parts = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts[0] == "prefix", parts.count > 1, !parts[1].isEmpty else {
                throw StoreAddressError("\(parameter) is no parameter of a Redis store; there is prefix=p")
            }
            prefix = try Self.unescaped(parts[1], "the prefix")
            // A brace would change which part of a key Redis Cluster hashes.
            guard !prefix.utf8.contains(UInt8(ascii: "{")) else { throw StoreAddressError("the prefix contains a {") }
        }
    }

    private static func unescaped(_ text: Substring, _ name: String) throws(StoreAddressError) -> String {
        let source = Array(text.utf8)
        var bytes: [UInt8] = []
        var index = 0
        while index < source.count {
            if source[index] == UInt8(ascii: "%") {
                guard let byte = PercentEncoding.byte(escapedIn: source.span, at: index) else {
                    throw StoreAddressError("\(name) has a % that two hexadecimal digits do not follow")
                }
                bytes.append(byte)
                index += 3
            } else {
                bytes.append(source[index])
                index += 1
            }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw StoreAddressError("\(name) is not UTF-8")
        }
        return text
    }
}
