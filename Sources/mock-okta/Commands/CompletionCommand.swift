import ArgumentParser
import MockOktaCommandLine
import MockOktaSystem

/// Prints a script by which a shell completes commands, options and values.
struct CompletionCommand: ParsableCommand {
    enum Shell: String, CaseIterable, ExpressibleByArgument {
        case bash, zsh, fish
    }

    static let configuration = CommandConfiguration(
        commandName: "completion",
        abstract: "Print the completion script of a shell.",
        discussion: "For bash: source <(mock-okta completion bash)"
    )

    @Argument(help: "bash, zsh or fish.")
    var shell: Shell

    func run() throws {
        let script: CompletionShell =
            switch shell {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        Output.write(MockOktaCommand.completionScript(for: script), to: Output.standardOutput)
    }
}
