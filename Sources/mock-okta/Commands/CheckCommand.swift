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

    func run() throws {
        let check: FixtureCheck
        do throws(MockOktaError) {
            check = try FixtureCheck(.commandLine(path))
        } catch {
            throw CommandFailure(error, settings: SettingSources())
        }
        for line in check.lines { Output.write(VisibleText.escaped(line) + "\n", to: Output.standardOutput) }
        Output.write(check.summary + "\n", to: Output.standardError)
        if check.errorCount > 0 { throw CommandFailure(.found, "") }
    }
}
