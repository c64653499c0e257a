/// What stood in the places of a pattern's `{names}`, percent-decoded.
package struct RouteParameters: Hashable, Sendable {
    package struct Parameter: Hashable, Sendable {
        package let name: String
        package let value: String
    }

    package let parameters: [Parameter]

    package init(_ parameters: [Parameter] = []) {
        self.parameters = parameters
    }

    package subscript(_ name: String) -> String? { parameters.first { $0.name == name }?.value }
}
