import MockOktaFormats

/// A request as a command line.
package struct ExampleRequest: Hashable, Sendable {
    /// Its result: `an access token for service-app`.
    package let purpose: String
    package let url: String
    /// Client id and secret for HTTP Basic.
    package let basic: [String]
    /// Parameters of a POST; a GET has none.
    package let form: [Parameter]

    package struct Parameter: Hashable, Sendable {
        package let name: String
        package let value: String
    }

    init(_ purpose: String, _ url: String, basic: [String] = [], form: [(String, String)] = []) {
        self.purpose = purpose
        self.url = url
        self.basic = basic
        self.form = form.map { Parameter(name: $0.0, value: $0.1) }
    }

    /// The curl command.
    package var curl: String {
        // curl does not trust a generated certificate.
        var words = ["curl", url.hasPrefix("https://") ? "-sk" : "-s"]
        if !basic.isEmpty { words += ["-u", basic.joined(separator: ":")] }
        for parameter in form { words += ["-d", Self.encoded(parameter)] }
        return (words + [url]).map(Self.quoted).joined(separator: " ")
    }

    /// Form-encoded, except for characters that are allowed in a form and easier to read.
    private static func encoded(_ parameter: Parameter) -> String {
        FormParameters([(parameter.name, parameter.value)]).encoded
            .replacing("%40", with: "@").replacing("%3A", with: ":").replacing("%2F", with: "/")
    }

    /// One word of a POSIX shell, quoted where necessary.
    private static func quoted(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { ASCII.isLetterOrDigit($0) || "-_.:/=+@%,".utf8.contains($0) }
        return isPlain ? word : "'" + word.replacing("'", with: #"'\''"#) + "'"
    }
}
