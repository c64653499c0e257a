import MockOktaFormats

/// A country of ISO 3166-1.
struct Country {
    let alpha2: String
    let alpha3: String
    let numeric: String
    let name: String

    /// The country with a two-letter, three-letter or three-digit code, or an English name; compares
    /// case-insensitively.
    static func find(_ text: String) -> Country? { byText[text.asciiLowercased] }

    private static let byText: [ExactString: Country] = {
        var byText: [ExactString: Country] = [:]
        for row in catalogue.split(separator: "\n") {
            let cells = row.split(separator: " ", maxSplits: 3).map(String.init)
            guard cells.count == 4 else { continue }
            let country = Country(alpha2: cells[0], alpha3: cells[1], numeric: cells[2], name: cells[3])
            for cell in cells { byText[cell.asciiLowercased] = country }
        }
        return byText
    }()
}
