import Logging
import MockOkta
import MockOktaCommandLine

/// The settings of `serve`, from flags and environment.
struct ServeSettings {
    enum LogFormat: String, CaseIterable {
        case text, json
    }

    let fixtures: MockOktaServer.Fixtures
    let configuration: MockOktaServer.Configuration
    let isWatching: Bool
    let readyFile: ReadyFile?
    /// The path of the file for the generated certificate authority.
    let caFile: String?
    let drainTimeout: Duration
    let logLevel: Logger.Level
    let logFormat: LogFormat
    let sources: SettingSources

    init(_ options: ServeOptions) throws(CommandFailure) {
        var sources = SettingSources()
        fixtures = sources.fixtures(flags: options.fixtures)
        configuration = try Self.configuration(options, &sources)
        caFile = try Self.caFile(options, configuration, &sources)
        isWatching = try sources.setting("watch", flag: options.watch ? "true" : nil)?.flag ?? false
        readyFile = sources.setting("ready-file", flag: options.readyFile).map { ReadyFile($0.text) }
        drainTimeout = try sources.setting("drain-timeout", flag: options.drainTimeout)?.duration ?? .seconds(10)
        logLevel = try sources.setting("log-level", flag: options.logLevel)?.word(of: Logger.Level.self) ?? .info
        logFormat = try sources.setting("log-format", flag: options.logFormat)?.word(of: LogFormat.self) ?? .text
        self.sources = sources
    }

    private static func configuration(
        _ options: ServeOptions,
        _ sources: inout SettingSources
    ) throws(CommandFailure) -> MockOktaServer.Configuration {
        var configuration = MockOktaServer.Configuration()
        configuration.port = 8080
        configuration.host = "localhost"
        if let host = sources.setting("host", flag: options.host) { configuration.host = host.text }
        if let port = sources.setting("port", flag: options.port) {
            configuration.port = try port.number("a port from 0 to 65535")
        }
        configuration.baseURL = sources.setting("base-url", flag: options.baseURL, member: "baseURL")?.text
        configuration.backChannelURL =
            sources.setting("back-channel-url", flag: options.backChannelURL, member: "backChannelURL")?.text
        configuration.threads = try sources.setting("threads", flag: options.threads)?.number("a number from 1 to 1024")
        configuration.clock = sources.setting("clock", flag: options.clock)?.text
        configuration.isFrozen = try sources.setting("freeze", flag: options.freeze ? "true" : nil)?.flag
        configuration.seed = try sources.setting("seed", flag: options.seed)?
            .number("a whole number from 0 to 9007199254740991")
        configuration.tls = try tls(options, &sources)
        configuration.tlsPort = try sources.setting("tls-port", flag: options.tlsPort, member: "tlsPort")?
            .number("a port from 0 to 65535")
        configuration.tlsNames = try tlsNames(options, configuration, &sources)
        configuration.trustedCAPEM = try trustedCAPEM(options, &sources)
        configuration.trustsProxy =
            try sources.setting("trust-proxy", flag: options.trustProxy ? "true" : nil)?.flag ?? false
        configuration.control = try control(options, &sources)
        configuration.store = sources.setting("store", flag: options.store)?.text
        return configuration
    }

    private static func control(
        _ options: ServeOptions,
        _ sources: inout SettingSources
    ) throws(CommandFailure) -> MockOktaServer.Control {
        let isOff = try sources.setting("no-control", flag: options.noControl ? "true" : nil)?.flag ?? false
        let port: UInt16? = try sources.setting("control-port", flag: options.controlPort, member: "control.port")?
            .number("a port from 0 to 65535")
        let token = sources.setting("control-token", flag: options.controlToken)
        if let token, token.text.isEmpty {
            throw CommandFailure(.usage, "\(token.label): must not be empty; leave it out to require no token")
        }
        let origins = sources.list("control-origin", flags: options.controlOrigin, member: "control.origins")
        return MockOktaServer.Control(isEnabled: !isOff, port: port, token: token?.text, origins: origins)
    }
}
