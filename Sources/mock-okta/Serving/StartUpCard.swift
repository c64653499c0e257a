import MockOkta
import MockOktaCommandLine

/// The text printed at the start: the URLs, clients and users for a first request.
struct StartUpCard {
    let text: String

    init(_ server: MockOktaServer, _ org: OrgSummary, _ control: MockOktaServer.Control, isColourful: Bool) {
        let style = Style(isColourful: isColourful)
        let urls = [server.url, server.tlsURL].compactMap(\.self).map(style.strong).joined(separator: " and ")
        var lines = ["mock-okta \(MockOktaServer.version) listens on \(urls), seed \(server.seed)"]
        lines += Self.table(Self.links(server, org, control))
        lines += Self.section("Issuers", org.issuers.map { [$0] }, style)
        let clients = org.clients.map { [$0.id, $0.type, $0.credential, $0.label, $0.redirectURIs] }
        lines += Self.section("Clients", clients, style, omitted: org.omittedClients)
        let users = org.users.map { [$0.login, $0.password, $0.status ?? ""] }
        lines += Self.section("Users", users, style, omitted: org.omittedUsers)
        lines += Self.section("Try", org.examples.map { [$0.curl] }, style)
        text = lines.joined(separator: "\n") + "\n\n"
    }

    /// The URLs to open in a browser, and the certificate authority that clients must trust.
    private static func links(
        _ server: MockOktaServer,
        _ org: OrgSummary,
        _ control: MockOktaServer.Control
    ) -> [[String]] {
        var rows: [[String]] = []
        let controlURL = control.isEnabled ? server.controlURL ?? server.url : nil
        if let controlURL { rows.append(["Console", "\(controlURL)/_mock/"]) }
        if let signIn = org.signInURL { rows.append(["Sign-in page", signIn]) }
        guard server.caPEM != nil else { return rows }
        let place = controlURL.map { "at \($0)/_mock/ca.pem" } ?? "that --tls-ca-out writes"
        return rows + [["Clients must trust", "the CA \(place)"]]
    }

    /// A heading and its rows.
    private static func section(
        _ heading: String,
        _ rows: [[String]],
        _ style: Style,
        omitted: Int = 0
    ) -> [String] {
        guard !rows.isEmpty else { return [] }
        return ["", style.strong(heading)] + table(rows) + (omitted > 0 ? ["  and \(omitted) more"] : [])
    }

    /// Rows whose columns are as wide as their widest cell.
    private static func table(_ rows: [[String]]) -> [String] {
        guard let columns = rows.first?.count else { return [] }
        let rows = rows.map { $0.map { VisibleText.escapedLine($0) } }
        let widths = (0..<columns).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            var line = "  " + cells.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    private struct Style {
        let isColourful: Bool

        func strong(_ text: String) -> String { isColourful ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
    }
}
