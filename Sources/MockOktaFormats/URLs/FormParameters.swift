/// The parameters of a form body or a query, in the order they were sent.
///
/// The encoding is `application/x-www-form-urlencoded`, where `+` is a space (URL Standard §5, RFC 6749 appendix B).
package struct FormParameters: Hashable, Sendable {
    package struct Parameter: Hashable, Sendable {
        package let name: String
        package let value: String
    }

    package private(set) var parameters: [Parameter]

    package init() {
        parameters = []
    }

    init(reserving count: Int) {
        parameters = []
        parameters.reserveCapacity(count)
    }

    @inlinable package init(_ parameters: some Sequence<(String, String)>) {
        self.init()
        for (name, value) in parameters { append(name, value) }
    }

    /// All names without repetition, in order of first appearance.
    package var names: [String] {
        var seen: Set<ExactString> = []
        return parameters.map(\.name).filter { seen.insert($0) }
    }

    /// The names that occur more than once, in order of first appearance: OAuth forbids them (RFC 6749 §3.1, §3.2).
    package var duplicatedNames: [String] {
        guard hasDuplicates else { return [] }
        var seen = Set<ExactString>(minimumCapacity: parameters.count)
        var repeated: Set<ExactString> = []
        for parameter in parameters where !seen.insert(parameter.name) { repeated.insert(parameter.name) }
        return repeated.isEmpty ? [] : names.filter { repeated.contains($0) }
    }

    /// Whether a name occurs more than once; of a few parameters each is compared with each.
    private var hasDuplicates: Bool {
        guard parameters.count <= 16 else { return Set(texts: parameters.map(\.name)).count < parameters.count }
        for (index, parameter) in parameters.enumerated() {
            for other in parameters[..<index] where other.name.hasSameBytes(as: parameter.name) { return true }
        }
        return false
    }

    package var isEmpty: Bool { parameters.isEmpty }

    /// The first value of a name; nil when it was not sent, as opposed to an empty value.
    package subscript(_ name: String) -> String? {
        parameters.first { $0.name == name }?.value
    }

    package func contains(_ name: String) -> Bool {
        parameters.contains { $0.name == name }
    }

    package mutating func append(_ name: String, _ value: String) {
        parameters.append(Parameter(name: name, value: value))
    }
}

extension FormParameters: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, String)...) {
        self.init(elements)
    }
}
