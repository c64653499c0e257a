import MockOkta

/// What is printed at the start: all that somebody needs for the first request.
struct StartUpCard {
    let text: String

    init(_ server: MockOktaServer, _ org: OrgSummary, isColourful: Bool) {
        let style = Style(isColourful: isColourful)
        let urls = [server.url, server.tlsURL].compactMap(\.self).map(style.strong).joined(separator: " and ")
        var lines = ["mock-okta \(MockOktaServer.version) listens on \(urls), seed \(server.seed)"]
        if let control = server.controlURL { lines.append("The control API is at \(control)/_mock/") }
        if server.caPEM != nil { lines.append("Clients must trust the CA at \(server.url)/_mock/ca.pem") }
        lines += Self.section("Issuers", org.issuers.map { [$0] }, style)
        lines += Self.section("Clients", org.clients.map { [$0.id, $0.type, $0.credential] }, style)
        lines += Self.section("Users", org.users.map { [$0.login, $0.password, $0.status ?? ""] }, style)
        lines += Self.section("Try", org.examples.map { [$0.curl] }, style)
        text = lines.joined(separator: "\n") + "\n\n"
    }

    /// A heading and its rows, each column as wide as its widest cell.
    private static func section(_ heading: String, _ rows: [[String]], _ style: Style) -> [String] {
        guard let columns = rows.first?.count else { return [] }
        let widths = (0..<columns).map { column in rows.map { $0[column].count }.max() ?? 0 }
        let lines = rows.map { row in
            let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            var line = "  " + cells.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line
        }
        return ["", style.strong(heading)] + lines
    }

    private struct Style {
        let isColourful: Bool

        func strong(_ text: String) -> String { isColourful ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
    }
}
