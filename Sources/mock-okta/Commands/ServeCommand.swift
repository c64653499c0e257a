import ArgumentParser
import Logging
import MockOkta
import MockOktaSystem

/// Starts the server, tells how to reach it, and serves until a signal comes.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Start the server (what mock-okta does by itself).",
        discussion: "Each option is also an environment variable: MOCK_OKTA_PORT for --port; the option wins."
    )

    @OptionGroup var options: ServeOptions

    func run() throws {
        let settings = try ServeSettings(options)
        let log = StandardErrorLog.logger(settings)
        // Before any thread starts: threads inherit what is blocked.
        ProcessSignal.block()
        settings.readyFile?.clear()
        let (org, server) = try start(settings, log)
        let isColourful = Output.isColourful(Output.standardOutput)
        let card = StartUpCard(server, OrgSummary(server, madeSecrets: org.madeSecrets), isColourful: isColourful)
        Output.write(card.text, to: Output.standardOutput)
        if let failure = settings.caFile.flatMap({ server.writeCA(to: $0) }) { log.error("\(failure)") }
        if let failure = settings.readyFile?.write(server) { log.error("\(failure)") }
        let reloading = FixtureReloading(settings.fixtures, server, log)
        let watch = try settings.isWatching ? reloading.watch() : nil
        let signal = ServeSignals.wait(reload: reloading.reload)
        watch?.stop()
        log.info("\(signal): answering the requests that have been taken")
        server.stop(drain: settings.drainTimeout)
        CurrentProcess.exitAtOnce(0)
    }

    private func start(
        _ settings: ServeSettings,
        _ log: Logger
    ) throws(CommandFailure) -> (LoadedOrg, MockOktaServer) {
        do throws(MockOktaError) {
            let org = try LoadedOrg(settings.fixtures)
            for warning in org.warnings { log.warning("\(warning)") }
            let server = try MockOktaServer(
                org,
                settings.configuration,
                observe: { ExchangeLog.write($0, to: log) },
                warn: { log.warning("\($0)") }
            )
            return (org, server)
        } catch {
            throw CommandFailure(error, settings: settings.sources)
        }
    }
}
