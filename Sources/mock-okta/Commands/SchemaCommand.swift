import ArgumentParser
import MockOkta
import MockOktaCommandLine
import MockOktaSystem

/// Prints the JSON Schema of fixture files.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema (draft 2020-12) of a fixture file.",
        discussion: """
            For editors: save it, and name it in a fixture as "$schema": "./fixture.schema.json".
            With the name of a collection, such as users, what a file called users.json holds.
            """
    )

    @Argument(help: "A collection, for files that hold one.")
    var collection: String?

    func run() throws {
        guard let text = FixtureSchemaText.text(of: collection) else {
            let known = FixtureSchemaText.collections
            let suggestion = Suggestion.text(for: collection ?? "", among: known)
            let names = known.joined(separator: ", ")
            throw CommandFailure(.usage, "\(collection ?? "") is no collection\(suggestion) (collections: \(names))")
        }
        Output.write(text, to: Output.standardOutput)
    }
}
