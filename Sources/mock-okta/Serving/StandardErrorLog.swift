import Logging
import MockOkta
import MockOktaCommandLine
import MockOktaSystem

/// Log lines on standard error, one write each, so that lines of several threads do not mix.
struct StandardErrorLog: LogHandler {
    private let format: ServeSettings.LogFormat
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]

    static func logger(_ settings: ServeSettings) -> Logger {
        Logger(label: "mock-okta") { _ in StandardErrorLog(format: settings.logFormat, logLevel: settings.logLevel) }
    }

    private init(format: ServeSettings.LogFormat, logLevel: Logger.Level) {
        self.format = format
        self.logLevel = logLevel
    }

    func log(event: LogEvent) {
        let merged = metadata.merging(event.metadata ?? [:]) { $1 }
        let details = merged.map { (name: $0.key, value: $0.value.description) }.sorted { $0.name < $1.name }
        let line = LogLine(level: event.level.rawValue, message: event.message.description, details: details)
        Output.write(format == .json ? line.json : line.text, to: Output.standardError)
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }
}
