/// The format of a double as a JSON number.
package enum JSONNumber {
    /// The shortest digits that parse to the same double; in decimal notation where JavaScript uses it (below 1e21).
    ///
    /// JSON has no infinities and no NaN: they become `null`, as in JavaScript.
    package static func text(of value: Double) -> String {
        guard value.isFinite else { return "null" }
        let shortest = value.description
        guard shortest.utf8.contains(UInt8(ascii: "e")), value.magnitude >= 1, value.magnitude < 1e21 else {
            return shortest
        }
        return expanded(shortest)
    }

    /// Converts `1.5e+20` to `150000000000000000000.0`; the exponent is larger than the number of decimals here.
    private static func expanded(_ scientific: String) -> String {
        let halves = scientific.split(separator: "e")
        guard halves.count == 2, let exponent = Int(halves[1]) else { return scientific }
        let parts = halves[0].split(separator: ".")
        let decimals = parts.count > 1 && parts[1] != "0" ? String(parts[1]) : ""
        guard exponent >= decimals.count else { return scientific }
        return parts[0] + decimals + String(repeating: "0", count: exponent - decimals.count) + ".0"
    }
}
