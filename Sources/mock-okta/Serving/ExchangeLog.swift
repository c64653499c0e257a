import Logging
import MockOkta

/// Tells exchanges: all at info, with the reasons where somebody was refused or asks for more.
enum ExchangeLog {
    static func write(_ exchange: LoggedExchange, to log: Logger) {
        guard log.logLevel <= .info else { return }
        var metadata = Logger.Metadata()
        for (name, value) in exchange.details { metadata[name] = .string(value) }
        if let why = exchange.why, exchange.isRefused || log.logLevel <= .debug { metadata["why"] = .string(why) }
        log.info("\(exchange.summary)", metadata: metadata)
    }
}
