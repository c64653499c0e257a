import ArgumentParser
import MockOkta
import MockOktaCommandLine
import MockOktaSystem

/// The program: parses its arguments, runs a command, and exits with a documented exit code.
@main
struct MockOktaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mock-okta",
        abstract: "A local test double of an Okta authorization server.",
        discussion: """
            Without a command it serves, and takes the options of serve: see mock-okta help serve.

            Exit codes: 0 fine; 1 check, doctor, explain or healthcheck found something; 64 bad usage; 65 bad fixture data; \
            66 a fixture path is not found or not readable; 69 the address cannot be listened on, or nothing answers; 70 internal; \
            73 a file cannot be written.
            """,
        version: MockOktaServer.version,
        subcommands: [
            ServeCommand.self, CheckCommand.self, SchemaCommand.self, TokenCommand.self, ExportCommand.self,
            ImportCommand.self, DoctorCommand.self, ExplainCommand.self, HealthCheckCommand.self,
            CompletionCommand.self,
        ],
        defaultSubcommand: ServeCommand.self
    )

    static func main() {
        CurrentProcess.openStandardStreams()
        do {
            let arguments = Array(CommandLine.arguments.dropFirst())
            if arguments == ["help", "--man"], let page = ManualPage(_dumpHelp(), version: MockOktaServer.version) {
                Output.write(page.text, to: Output.standardOutput)
                return
            }
            try checkCommandName(arguments.first)
            var command = try command(arguments)
            try command.run()
        } catch let failure as CommandFailure {
            failure.exit()
        } catch {
            exit(withError: error)
        }
    }

    /// The command of arguments.
    ///
    /// Those of `serve` are parsed as such first, which takes two thirds of the time of a search through all commands;
    /// what is no valid `serve` is left to that search, for its help and error messages.
    private static func command(_ arguments: [String]) throws -> any ParsableCommand {
        let isNamed = arguments.first == "serve"
        if isNamed || arguments.first?.hasPrefix("-") ?? true {
            let command = try? ServeCommand.parseAsRoot(isNamed ? Array(arguments.dropFirst()) : arguments)
            if let command = command as? ServeCommand { return command }
        }
        return try parseAsRoot(arguments)
    }

    /// Refuses an unknown command name, which would otherwise be parsed as an argument of `serve`, which has none.
    private static func checkCommandName(_ word: String?) throws(CommandFailure) {
        let names = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
        guard let word, !word.hasPrefix("-"), !names.contains(word) else { return }
        let known = names.joined(separator: ", ")
        let suggestion = Suggestion.text(for: word, among: names)
        throw CommandFailure(.usage, "\(word) is no command\(suggestion) (commands: \(known))")
    }
}
