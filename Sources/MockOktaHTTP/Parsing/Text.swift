import MockOktaFormats

extension String {
    /// Bytes from the wire as text: UTF-8 where it is valid, Latin-1 otherwise, so that nothing is lost or refused
    /// (field values may hold obs-text, RFC 9110 §5.5).
    init(wire bytes: Span<UInt8>) {
        do {
            self = String(copying: try UTF8Span(validating: bytes))
        } catch {
            var text = ""
            for index in bytes.indices { text.unicodeScalars.append(Unicode.Scalar(bytes[index])) }
            self = text
        }
    }

    /// Bytes that have been found to be ASCII, so that nothing is left to validate.
    init(ascii bytes: Span<UInt8>) {
        self = String(copying: unsafe UTF8Span(unchecked: bytes, isKnownASCII: true))
    }

    /// Equality without regard to the case of ASCII letters, as field names, codings and options compare.
    func equalsIgnoringCase(_ other: String) -> Bool {
        utf8.span.equalsIgnoringCase(other.utf8.span)
    }

    /// Whether every byte is of a class; over a span, which costs a fraction of what an index into a string does.
    func allBytes(_ isMember: (UInt8) -> Bool) -> Bool {
        let bytes = utf8.span
        for index in bytes.indices where !isMember(bytes[index]) { return false }
        return true
    }
}

extension StringProtocol {
    /// Without the optional white space around a list member or a field value (RFC 9110 §5.6.3).
    var trimmingBlanks: Substring {
        var rest = Substring(self)
        while let first = rest.utf8.first, first.isBlank { rest = rest.dropFirst() }
        while let last = rest.utf8.last, last.isBlank { rest = rest.dropLast() }
        return rest
    }
}
