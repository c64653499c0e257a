import ArgumentParser
import MockOkta
import MockOktaCommandLine
import MockOktaSystem

/// Loads fixtures as `serve` would and prints every problem.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check fixtures; exits with 1 when they have errors.",
        discussion: "Prints file:line:column: path: what is wrong (what is allowed), warnings likewise."
    )

    @Argument(help: "Fixture files or folders, - for standard input; together they are one org.")
    var path: [String]

    @Option(
        help: ArgumentHelp("text, json (an array), or github (annotations of a change).", valueName: "format"),
        completion: .list(FixtureCheck.Format.allCases.map(\.rawValue))
    )
    var format: String = FixtureCheck.Format.text.rawValue

    @Flag(help: "Exit with 1 for warnings, too.")
    var strict = false

    func run() throws {
        let format = try SettingSources.Setting(text: format, label: "--format").word(of: FixtureCheck.Format.self)
        let check: FixtureCheck
        do throws(MockOktaError) {
            check = try FixtureCheck(.commandLine(path))
        } catch {
            throw CommandFailure(error, settings: SettingSources())
        }
        Output.write(check.text(format), to: Output.standardOutput)
        Output.write(check.summary + "\n", to: Output.standardError)
        if check.errorCount > 0 || strict && check.warningCount > 0 { throw CommandFailure(.found, "") }
    }
}
