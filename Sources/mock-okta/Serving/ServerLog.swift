import Logging
import MockOktaCommandLine
import MockOktaSystem

/// The log of a running server: lines on standard error, formatted and written by a thread of its own.
///
/// Logging never waits for the reader of standard error: lines that cannot be written are dropped and counted. An
/// event loop only adds a reference to the exchange to a queue.
final class ServerLog: Sendable {
    private enum Entry: Sendable {
        case line(LogLine)
        case exchange(LoggedExchange, at: Int64)
    }

    /// The maximum number of entries in the queue; each holds at most one request.
    private static let capacity = 4096

    /// Logs everything except exchanges.
    let logger: Logger
    private let level: Logger.Level
    private let writer: BackgroundWriter<Entry>

    init(_ settings: ServeSettings) throws(CommandFailure) {
        let (level, format) = (settings.logLevel, settings.logFormat)
        self.level = level
        do throws(SystemError) {
            writer = try BackgroundWriter(to: Output.standardError, capacity: Self.capacity) { entry in
                let line =
                    switch entry {
                    case .line(let line): line
                    case .exchange(let exchange, let time): Self.line(exchange, at: time, level)
                    }
                return format.bytes(line)
            } formatDropped: { count in
                let message = "\(count) lines of the log were dropped: standard error was not read in time"
                return format.bytes(LogLine(level: "warning", message: message, at: LogLine.now))
            }
        } catch {
            throw CommandFailure(.software, "no thread for the log (\(error.reason))")
        }
        logger = Logger(label: "mock-okta") { [writer] _ in
            Handler(logLevel: level) { writer.append(.line($0)) }
        }
    }

    /// Logs an exchange: at level info with the reason of a refusal, at level debug with every reason and the policy
    /// trace.
    func write(_ exchange: LoggedExchange) {
        if level <= .info { writer.append(.exchange(exchange, at: LogLine.now)) }
    }

    /// Waits until all lines are written, at most for `time`.
    func flush(within time: Duration) { _ = writer.flush(within: time) }

    private static func line(_ exchange: LoggedExchange, at time: Int64, _ level: Logger.Level) -> LogLine {
        var details = exchange.details
        if exchange.isRefused || level <= .debug, let why = exchange.why { details.append(("why", why)) }
        if level <= .debug, let trace = exchange.trace { details.append(("trace", trace)) }
        details.sort { $0.name < $1.name }
        return LogLine(
            level: Logger.Level.info.rawValue,
            message: exchange.summary,
            members: { exchange.members },
            details: details,
            at: time
        )
    }

    /// Formats the messages of the logging API as lines.
    private struct Handler: LogHandler {
        var logLevel: Logger.Level
        var metadata: Logger.Metadata = [:]
        let append: @Sendable (LogLine) -> Void

        init(logLevel: Logger.Level, append: @escaping @Sendable (LogLine) -> Void) {
            self.logLevel = logLevel
            self.append = append
        }

        func log(event: LogEvent) {
            let merged = metadata.merging(event.metadata ?? [:]) { $1 }
            let details = merged.map { (name: $0.key, value: $0.value.description) }.sorted { $0.name < $1.name }
            let message = event.message.description
            append(LogLine(level: event.level.rawValue, message: message, details: details, at: LogLine.now))
        }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }
    }
}

extension ServeSettings.LogFormat {
    fileprivate func bytes(_ line: LogLine) -> [UInt8] {
        switch self {
        case .json: line.json
        case .text: line.text
        }
    }
}
