import Logging
import MockOkta
import MockOktaCommandLine

/// Tells exchanges: all at info, with the reason where somebody was refused; at debug every reason, and its trace.
enum ExchangeLog {
    static func write(_ exchange: LoggedExchange, to log: Logger) {
        guard log.logLevel <= .info else { return }
        var metadata = Logger.Metadata()
        for (name, value) in exchange.details { metadata[name] = .string(value) }
        if let why = exchange.why, exchange.isRefused || log.logLevel <= .debug { metadata["why"] = .string(why) }
        if let trace = exchange.trace, log.logLevel <= .debug { metadata["trace"] = .string(trace) }
        log.info("\(exchange.summary)", metadata: metadata)
    }
}
