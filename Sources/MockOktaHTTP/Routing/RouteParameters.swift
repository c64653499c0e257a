import MockOktaFormats

/// The values of a pattern's `{names}`, percent-decoded.
package struct RouteParameters: Hashable, Sendable {
    package struct Parameter: Hashable, Sendable {
        package let name: String
        package let value: String
    }

    /// Values in path order; most routes have at most one, which needs no array.
    struct Values: Hashable, Sendable {
        private var first: String?
        private var others: [String] = []

        init() {}

        subscript(_ index: Int) -> String? { index == 0 ? first : others[index - 1] }

        mutating func append(_ value: String) {
            if first == nil { first = value } else { others.append(value) }
        }

        mutating func removeLast() {
            if others.popLast() == nil { first = nil }
        }
    }

    private let names: [String]
    private let values: Values

    /// The parameters of a path that has none.
    package init() {
        self.init([], Values())
    }

    /// Requires as many values as names.
    init(_ names: [String], _ values: Values) {
        self.names = names
        self.values = values
    }

    package var parameters: [Parameter] {
        names.enumerated().compactMap { index, name in values[index].map { Parameter(name: name, value: $0) } }
    }

    package subscript(_ name: String) -> String? {
        for index in names.indices where names[index] == name { return values[index] }
        return nil
    }
}
