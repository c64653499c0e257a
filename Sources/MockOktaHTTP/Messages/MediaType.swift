import MockOktaFormats

/// A media type with its parameters, as in `Content-Type` (RFC 9110 §8.3.1).
package struct MediaType: Hashable, Sendable {
    package struct Parameter: Hashable, Sendable {
        package let name: String
        package let value: String
    }

    /// Type, subtype and parameter names are in lower case.
    package let type: String
    package let subtype: String
    package let parameters: [Parameter]

    package init?(_ text: some StringProtocol) {
        let parts = text.splitOutsideQuotes(at: ";")
        guard let essence = parts.first?.trimmingBlanks, let slash = essence.firstIndex(of: "/") else { return nil }
        let type = essence[..<slash]
        let subtype = essence[essence.index(after: slash)...]
        guard MediaType.isToken(type), MediaType.isToken(subtype) else { return nil }
        self.type = type.asciiLowercased
        self.subtype = subtype.asciiLowercased
        parameters = parts.dropFirst().compactMap(MediaType.parameter)
    }

    package var essence: String { type + "/" + subtype }

    package subscript(_ parameter: String) -> String? { parameters.first { $0.name == parameter }?.value }

    private static func parameter(_ text: Substring) -> Parameter? {
        guard let equals = text.firstIndex(of: "=") else { return nil }
        let name = text[..<equals].trimmingBlanks
        let value = text[text.index(after: equals)...].trimmingBlanks
        guard isToken(name) else { return nil }
        return Parameter(name: name.asciiLowercased, value: value.unquoted)
    }

    private static func isToken(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy(\.isTokenCharacter)
    }
}
