/// A form of a page and its inputs: enough of HTML to do what a person without JavaScript does.
package struct HTMLForm {
    package struct Input {
        package let type: String
        package let name: String
        package let value: String
    }

    package let action: String
    package let inputs: [Input]
    /// The submit buttons: name and value where they have one.
    package let buttons: [Input]

    package static func all(in html: String) -> [HTMLForm] {
        html.split(separator: "<form", omittingEmptySubsequences: false).dropFirst().map { part in
            let body = part.firstRange(of: "</form>").map { part[..<$0.lowerBound] } ?? part
            return HTMLForm(
                action: attribute("action", of: body.prefix { $0 != ">" }) ?? "",
                inputs: elements("input", in: body),
                buttons: elements("button", in: body)
            )
        }
    }

    /// The parameters that submitting sends; boxes are left unchecked.
    package func filled(text: String, password: String) -> [(String, String)] {
        inputs.filter { $0.type != "checkbox" }.map { input in
            switch input.type {
            case "password": (input.name, password)
            case "text", "email": (input.name, text)
            default: (input.name, input.value)
            }
        }
    }

    private static func elements(_ name: String, in html: Substring) -> [Input] {
        html.split(separator: "<\(name) ", omittingEmptySubsequences: false).dropFirst().map { part in
            let tag = part.prefix { $0 != ">" }
            return Input(
                type: attribute("type", of: tag) ?? "text",
                name: attribute("name", of: tag) ?? "",
                value: attribute("value", of: tag) ?? ""
            )
        }
    }

    private static func attribute(_ name: String, of tag: Substring) -> String? {
        guard let start = tag.firstRange(of: " \(name)=\"") ?? tag.firstRange(of: "\(name)=\"") else { return nil }
        let value = tag[start.upperBound...].prefix { $0 != "\"" }
        return String(value).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    }
}
