import MockOktaFormats

extension String {
    /// Decodes bytes from the wire: as UTF-8 where they are valid, otherwise as Latin-1, so that nothing is lost or
    /// rejected (field values may contain obs-text, RFC 9110 §5.5).
    init(wire bytes: Span<UInt8>) {
        do {
            self = String(copying: try UTF8Span(validating: bytes))
        } catch {
            var text = ""
            for index in bytes.indices { text.unicodeScalars.append(Unicode.Scalar(bytes[index])) }
            self = text
        }
    }

    /// Decodes bytes that are known to be ASCII, without validation.
    init(ascii bytes: Span<UInt8>) {
        self = String(copying: unsafe UTF8Span(unchecked: bytes, isKnownASCII: true))
    }

    /// Compares case-insensitively for ASCII letters, as field names, codings and options require.
    func equalsIgnoringCase(_ other: String) -> Bool {
        utf8.span.equalsIgnoringCase(other.utf8.span)
    }

    /// Whether every byte belongs to a class; uses a span, which is much faster than indexing a string.
    func allBytes(_ isMember: (UInt8) -> Bool) -> Bool {
        let bytes = utf8.span
        for index in bytes.indices where !isMember(bytes[index]) { return false }
        return true
    }
}

extension StringProtocol {
    /// The text without optional white space around a list member or a field value (RFC 9110 §5.6.3).
    var trimmingBlanks: Substring {
        var rest = Substring(self)
        while let first = rest.utf8.first, first.isBlank { rest = Substring(rest.utf8.dropFirst()) }
        while let last = rest.utf8.last, last.isBlank { rest = Substring(rest.utf8.dropLast()) }
        return rest
    }
}
