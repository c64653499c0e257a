import MockOktaFormats

/// The manual page of the program in the format of man(7), made from the argument parser's description of its commands.
package struct ManualPage {
    private let root: JSONObject
    private let version: String

    /// Reads a description; nil where the text is not one.
    ///
    /// - Parameters:
    ///   - description: JSON as the argument parser writes it.
    ///   - version: the version of the program.
    package init?(_ description: String, version: String) {
        guard let root = (try? JSON.parse(Array(description.utf8)))?["command"]?.object else { return nil }
        self.root = root
        self.version = version
    }

    package var text: String {
        let commands = root["subcommands"]?.array?.compactMap(\.object).filter { $0["commandName"] != "help" } ?? []
        let lines =
            [
                ".TH MOCK-OKTA 1 \"\" \"mock-okta \(Self.escaped(version))\"", ".SH NAME",
                "mock-okta \\- \(Self.escaped(root["abstract"]?.string ?? ""))", ".SH SYNOPSIS", ".B mock-okta",
                ".RI [ command ] \" \" [ options ]", ".SH DESCRIPTION", Self.escaped(root["discussion"]?.string ?? ""),
                ".SH COMMANDS",
            ] + commands.flatMap(Self.command) + [
                ".SH ENVIRONMENT",
                "Each option of \\fBserve\\fR is also a variable, MOCK_OKTA_PORT for \\-\\-port; the option wins.",
            ]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func command(_ command: JSONObject) -> [String] {
        let arguments = command["arguments"]?.array?.compactMap(\.object) ?? []
        let shown = arguments.filter { $0["shouldDisplay"] != false && $0["valueName"] != "help" }
        let discussion = command["discussion"]?.string.map { [".PP", escaped($0)] } ?? []
        return [
            ".SS mock-okta \(escaped(command["commandName"]?.string ?? ""))",
            escaped(command["abstract"]?.string ?? ""),
        ]
            + discussion + shown.flatMap(argument)
    }

    private static func argument(_ argument: JSONObject) -> [String] {
        let names = argument["names"]?.array?.compactMap { name -> String? in
            name["name"]?.string.map { (name["kind"] == "short" ? "-" : "--") + $0 }
        }
        let value = argument["valueName"]?.string ?? ""
        let isFlag = argument["kind"] == "flag"
        let label: String
        if let names, !names.isEmpty {
            let bold = names.map { "\\fB\(escaped($0))\\fR" }.joined(separator: ", ")
            label = isFlag ? bold : "\(bold) \\fI\(escaped(value))\\fR"
        } else {
            label = "\\fI\(escaped(value))\\fR"
        }
        return [".TP", label, escaped(argument["abstract"]?.string ?? "")]
    }

    /// Text without the characters that start a request or an escape in man(7).
    private static func escaped(_ text: String) -> String {
        let plain = text.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("\n", with: "\n.br\n")
        return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
    }
}
