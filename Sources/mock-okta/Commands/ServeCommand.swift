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
        // Before any thread starts, because threads inherit the signal mask.
        ProcessSignal.block()
        let log = try ServerLog(settings)
        for warning in settings.sources.warnings { log.logger.warning("\(warning)") }
        settings.readyFile?.clear()
        // Before the files are read, so that a later change differs from this stamp.
        let stamp = FixtureStamp(settings.fixtures)
        let (org, server) = try start(settings, log)
        let isColourful = Output.isColourful(Output.standardOutput)
        let summary = OrgSummary(server, madeSecrets: org.madeSecrets)
        let card = StartUpCard(server, summary, settings.configuration.control, isColourful: isColourful)
        Output.write(card.text, to: Output.standardOutput)
        let failure = settings.caFile.flatMap { server.writeCA(to: $0) } ?? settings.readyFile?.write(server)
        if let failure {
            server.stop(drain: .zero)
            log.flush(within: .seconds(1))
            throw CommandFailure(.cannotCreate, failure)
        }
        let reloading = FixtureReloading(settings.fixtures, server, log.logger)
        let watch = try settings.isWatching ? reloading.watch(from: stamp) : nil
        let signal = ServeSignals.wait(reload: reloading.reload)
        log.logger.info("\(signal): answering the requests that have been taken")
        end(server, watch, log, within: settings.drainTimeout)
    }

    /// Exits within this time, but at least half a second, even if a thread does not end.
    private func end(_ server: MockOktaServer, _ watch: FixtureWatch?, _ log: ServerLog, within time: Duration) -> Never
    {
        CurrentProcess.exitAtOnce(after: max(time, .milliseconds(500)))
        watch?.stop()
        // Reserves time for the next steps.
        server.stop(drain: time - min(time / 10, .milliseconds(300)))
        log.flush(within: .milliseconds(100))
        CurrentProcess.exitAtOnce(0)
    }

    private func start(
        _ settings: ServeSettings,
        _ log: ServerLog
    ) throws(CommandFailure) -> (LoadedOrg, MockOktaServer) {
        do throws(MockOktaError) {
            let org = try LoadedOrg(settings.fixtures)
            for warning in org.warnings { log.logger.warning("\(warning)") }
            let server = try MockOktaServer(
                org,
                settings.configuration,
                observe: { log.write(LoggedExchange($0)) },
                warn: { log.logger.warning("\($0)") }
            )
            return (org, server)
        } catch {
            // The log is written before the error message.
            log.flush(within: .seconds(1))
            throw CommandFailure(error, settings: settings.sources)
        }
    }
}
