import MockOktaFormats

/// A cookie that an answer sets (RFC 6265 §4.1).
package struct SetCookie: Hashable, Sendable {
    package enum SameSite: String, Sendable {
        case lax = "Lax"
        case none = "None"
    }

    package var name: String
    package var value: String
    package var path: String
    /// The lifetime in seconds; nil makes a session cookie, 0 deletes the cookie of this name and path.
    package var maxAge: Int?
    package var isHTTPOnly: Bool
    package var isSecure: Bool
    package var sameSite: SameSite?

    package init(
        _ name: String,
        _ value: String,
        path: String = "/",
        maxAge: Int? = nil,
        isHTTPOnly: Bool = true,
        isSecure: Bool = false,
        sameSite: SameSite? = .lax
    ) {
        self.name = name
        self.value = value
        self.path = path
        self.maxAge = maxAge
        self.isHTTPOnly = isHTTPOnly
        self.isSecure = isSecure
        self.sameSite = sameSite
    }

    /// The value of the `Set-Cookie` field; characters that would end the value or start an attribute are removed.
    package var fieldValue: String {
        var text = "\(name)=\(Self.text(value, of: SetCookie.isAllowed)); Path="
        text += Self.text(path) { $0 != UInt8(ascii: ";") }
        if let maxAge { text += "; Max-Age=\(maxAge)" }
        // Some clients support only this older way of deleting a cookie.
        if maxAge == 0 { text += "; Expires=Thu, 01 Jan 1970 00:00:00 GMT" }
        if isSecure { text += "; Secure" }
        if isHTTPOnly { text += "; HttpOnly" }
        if let sameSite { text += "; SameSite=\(sameSite.rawValue)" }
        return text
    }

    /// `cookie-octet` (RFC 6265 §4.1.1).
    private static func isAllowed(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && !"\",;\\".utf8.contains(byte)
    }

    /// A text without the bytes that are not allowed.
    private static func text(_ text: String, of isAllowed: (UInt8) -> Bool) -> String {
        text.utf8.allSatisfy(isAllowed) ? text : String(decoding: text.utf8.filter(isAllowed), as: UTF8.self)
    }
}
