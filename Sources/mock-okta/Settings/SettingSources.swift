import MockOkta
import MockOktaCommandLine
import MockOktaSystem

/// The source of each option's value, a flag or an environment variable, so that errors can name it.
struct SettingSources {
    /// An option that has a value.
    struct Setting {
        let text: String
        /// `--port` or `MOCK_OKTA_PORT`.
        let label: String
    }

    private var labels: [String: String] = [:]
    /// The variables that were looked up, set or not.
    private var variables: Set<String> = [Self.prefix + "DEFAULT_FIXTURES"]

    private static let prefix = "MOCK_OKTA_"

    /// Returns the flag's value, else that of the variable `MOCK_OKTA_<NAME>`; an empty variable counts as absent.
    ///
    /// - Parameters:
    ///   - name: the name of the flag, without dashes.
    ///   - flag: the value from the command line.
    ///   - member: the member of `Configuration` that it sets, where its name differs.
    /// - Returns: nil where neither has a value.
    mutating func setting(_ name: String, flag: String?, member: String? = nil) -> Setting? {
        let variable = Self.prefix + name.uppercased().replacing("-", with: "_")
        variables.insert(variable)
        let setting =
            flag.map { Setting(text: $0, label: "--" + name) }
            ?? Self.environment(variable).map { Setting(text: $0, label: variable) }
        labels[member ?? name] = setting?.label
        return setting
    }

    /// The fixtures named by flags, else by the environment, else the built-in org.
    ///
    /// `-` is standard input. A variable that begins with `{` is a fixture itself; a list has the separator of `PATH`.
    /// Without a value, the folder `MOCK_OKTA_DEFAULT_FIXTURES` is used if it contains a fixture: an image sets it to
    /// its mount point.
    mutating func fixtures(flags: [String]) -> MockOktaServer.Fixtures {
        if !flags.isEmpty { return .commandLine(flags) }
        let text = setting("fixtures", flag: nil)?.text ?? ""
        if text.first == "{" { return .json(text) }
        let paths = text.split(separator: ":").map(String.init)
        guard paths.isEmpty else { return .commandLine(paths) }
        return Self.environment("MOCK_OKTA_DEFAULT_FIXTURES").map(MockOktaServer.Fixtures.optionalFolder) ?? .builtIn
    }

    /// The values of a repeatable flag, else those of its variable, separated by commas.
    mutating func list(_ name: String, flags: [String], member: String) -> [String] {
        if !flags.isEmpty {
            labels[member] = "--" + name
            return flags
        }
        let text = setting(name, flag: nil, member: member)?.text ?? ""
        return text.split(separator: ",").map { String($0).trimmed }
    }

    /// Warnings about variables that have nearly the name of a setting.
    ///
    /// Others are no mistakes: fixtures may refer to any variable.
    var warnings: [String] {
        let names = variables.map { String($0.dropFirst(Self.prefix.count)) }.sorted()
        return CurrentProcess.environmentNames.sorted().compactMap { variable in
            guard variable.hasPrefix(Self.prefix), !variables.contains(variable) else { return nil }
            let name = String(variable.dropFirst(Self.prefix.count))
            let isServiceLink = name.hasPrefix("PORT_") || name.hasPrefix("SERVICE_")
            let suggestion = Suggestion.text(for: name, among: names)
            guard !isServiceLink, !suggestion.isEmpty else { return nil }
            return
                "\(variable) is not known and has no effect\(suggestion.replacing("mean ", with: "mean " + Self.prefix))"
        }
    }

    /// The label of a setting, by the member of `Configuration` that it sets.
    func label(of member: String) -> String { labels[member] ?? member }

    private static func environment(_ variable: String) -> String? {
        guard let text = CurrentProcess.environment(variable) else { return nil }
        // Kubernetes sets this variable in pods for a service named mock-okta; it is not a setting of this program.
        let isServiceLink = variable == "MOCK_OKTA_PORT" && text.hasPrefix("tcp://")
        return text.isEmpty || isServiceLink ? nil : text
    }
}

extension SettingSources.Setting {
    func number<Number: FixedWidthInteger>(_ what: String) throws(CommandFailure) -> Number {
        guard let number = Number(text) else { throw failure("is not \(what)") }
        return number
    }

    var flag: Bool {
        get throws(CommandFailure) {
            switch text.lowercased() {
            case "1", "true": true
            case "0", "false": false
            default: throw failure("is none of 1, true, 0, false")
            }
        }
    }

    var duration: Duration {
        get throws(CommandFailure) {
            guard let duration = Duration(iso8601: text), duration >= .zero else {
                throw failure("is not a duration such as 10s, PT10S, or a number of seconds")
            }
            return duration
        }
    }

    func word<Word: CaseIterable & RawRepresentable<String>>(of type: Word.Type) throws(CommandFailure) -> Word {
        if let word = Word(rawValue: text) { return word }
        let words = Word.allCases.map(\.rawValue)
        let suggestion = Suggestion.text(for: text, among: words)
        throw failure("is not known\(suggestion) (allowed: \(words.joined(separator: ", ")))")
    }

    private func failure(_ reason: String) -> CommandFailure { CommandFailure(.usage, "\(label): \(text) \(reason)") }
}

extension String {
    /// The text without spaces at both ends.
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
