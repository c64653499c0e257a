/// What stood in the places of a pattern's `{names}`, percent-decoded.
package struct RouteParameters: Hashable, Sendable {
    package struct Parameter: Hashable, Sendable {
        package let name: String
        package let value: String
    }

    private let names: [String]
    private let values: [String]

    package init(_ names: [String] = [], _ values: [String] = []) {
        self.names = names
        self.values = values
    }

    package var parameters: [Parameter] { zip(names, values).map(Parameter.init) }

    package subscript(_ name: String) -> String? {
        for (index, candidate) in names.enumerated() where candidate == name && index < values.count {
            return values[index]
        }
        return nil
    }
}
