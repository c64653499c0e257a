import MockOktaTestSupport

/// Okta's error table as published, kept apart from the double's own catalogue so that the two can be compared.
struct ErrorTable {
    struct Row {
        let name: String
        let status: Int
        let error: String
        let description: String
        /// `provoked` by a test, `elsewhere` in a feature of other endpoints, or `unreachable`.
        let standing: String
        let reason: String
    }

    let rows: [Row]

    init() throws {
        let lines = try TestOrganization.repositoryFile("Tests/Fidelity/errors.tsv").split(separator: "\n")
        rows = lines.dropFirst().map { line in
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            return Row(
                name: cells[0],
                status: Int(cells[1]) ?? 0,
                error: cells[2],
                description: cells[3],
                standing: cells[4],
                reason: cells[5]
            )
        }
    }

    subscript(_ name: String) -> Row? { rows.first { $0.name == name } }
}
