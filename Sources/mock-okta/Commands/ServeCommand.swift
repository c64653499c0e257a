import ArgumentParser
import Logging
import MockOkta
import MockOktaCommandLine
import MockOktaSystem

/// Starts the server, prints the start-up card, and serves until a signal arrives.
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
        // Before the files are read: a change meanwhile differs from this stamp.
        let stamp = FixtureStamp(settings.fixtures)
        let (org, server) = try start(settings, log)
        let isColourful = Output.isColourful(Output.standardOutput)
        let summary = OrgSummary(server, madeSecrets: org.madeSecrets)
        let card = StartUpCard(server, summary, settings.configuration.control, isColourful: isColourful)
        Output.write(card.text, to: Output.standardOutput)
        let failure = settings.caFile.flatMap { server.writeCA(to: $0) } ?? settings.readyFile?.write(server)
        if let failure {
            server.stop(drain: .zero)
            throw CommandFailure(.cannotCreate, failure)
        }
        let reloading = FixtureReloading(settings.fixtures, server, log)
        let watch = try settings.isWatching ? reloading.watch(from: stamp) : nil
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
                observe: { ExchangeLog.write(LoggedExchange($0), to: log) },
                warn: { log.warning("\($0)") }
            )
            return (org, server)
        } catch {
            throw CommandFailure(error, settings: settings.sources)
        }
    }
}
