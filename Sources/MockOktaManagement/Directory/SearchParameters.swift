import MockOktaFormats
import MockOktaModel

/// `filter`, `search`, `sortBy` and `sortOrder` of a list (Okta, "Filter", "Search").
struct SearchParameters {
    private let filters: [Filter]
    private let sortBy: Filter.Attribute?
    private let isDescending: Bool

    init(_ call: APICall) throws(Refusal) {
        var filters: [Filter] = []
        for name in ["filter", "search"] {
            if let text = call.query[name], !text.isEmpty { filters.append(try Filter(text)) }
        }
        self.filters = filters
        sortBy = call.query["sortBy"].flatMap { $0.isEmpty ? nil : Filter.Attribute($0) }
        isDescending = call.query["sortOrder"]?.asciiLowercased == "desc"
    }

    var isPresent: Bool { !filters.isEmpty }

    /// As `Filter.required`.
    var required: [[Filter.Test]] { filters.flatMap(\.required) }

    func matches(_ value: (Filter.Attribute) -> JSON?) -> Bool { filters.allSatisfy { $0.matches(value) } }

    /// Returns the rows in the requested order; rows without a value come last.
    func sorted<Row>(_ rows: [Row], _ value: (Row, Filter.Attribute) -> JSON?) -> [Row] {
        guard let sortBy else { return rows }
        let keyed = rows.enumerated().map { place, row in
            (place: place, key: value(row, sortBy).map { Filter.Wanted($0) }, row: row)
        }
        let ordered = keyed.sorted { one, other in
            guard let first = one.key, let second = other.key else {
                return one.key == nil && other.key == nil ? one.place < other.place : one.key != nil
            }
            let order = second.order(of: first.value) ?? 0
            if order == 0 { return one.place < other.place }
            return isDescending ? order > 0 : order < 0
        }
        return ordered.map(\.row)
    }
}
