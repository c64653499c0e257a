#if Redis
import MockOktaModel
import MockOktaSystem

/// The connections to a Redis server, one for each thread that uses it at a time.
///
/// After a failure, uses fail at once until the next attempt to connect, which one thread makes: after 25 ms, then
/// after twice as long each time, up to a second.
final class RedisPool: Sendable {
    private static let firstDelay = Duration.milliseconds(25)
    private static let longestDelay = Duration.seconds(1)

    private struct Outage: Sendable {
        let failure: StoreFailure
        let delay: Duration
        /// When the next thread tries to connect.
        var retry: MonotonicTime
    }

    private struct State: Sendable {
        var idle: [RedisConnection] = []
        var outage: Outage?
    }

    let address: RedisAddress
    private let state = Lock(State())

    init(_ address: RedisAddress) {
        self.address = address
    }

    /// Lends a connection to this thread.
    func use<Result>(_ body: (RedisConnection) throws(StoreFailure) -> Result) throws(StoreFailure) -> Result {
        let connection = try take()
        do throws(StoreFailure) {
            let result = try body(connection)
            if !connection.isBroken { state.withLock { $0.idle.append(connection) } }
            return result
        } catch {
            if connection.isBroken {
                begin(error, isAttempt: false)
            } else {
                state.withLock { $0.idle.append(connection) }
            }
            throw error
        }
    }

    private func take() throws(StoreFailure) -> RedisConnection {
        while let connection = try idle() {
            if connection.isOpen { return connection }
        }
        do throws(StoreFailure) {
            let connection = try RedisConnection(address)
            state.withLock { $0.outage = nil }
            return connection
        } catch {
            begin(error, isAttempt: true)
            throw error
        }
    }

    /// A connection that no thread uses, or nil where this thread must open one.
    private func idle() throws(StoreFailure) -> RedisConnection? {
        try state.withLock { (state) throws(StoreFailure) in
            guard let outage = state.outage else { return state.idle.popLast() }
            guard MonotonicTime.now >= outage.retry else { throw outage.failure }
            // Until this attempt has ended, the other threads need not make their own.
            let patience = Duration.seconds(2 * RedisConnection.patience)
            state.outage?.retry = MonotonicTime.now + patience
            return nil
        }
    }

    /// Notes a failure, and when to connect again; connections that fail together are one failure.
    private func begin(_ failure: StoreFailure, isAttempt: Bool) {
        state.withLock { state in
            state.idle = []
            guard isAttempt || state.outage == nil else { return }
            let delay = state.outage.map { min(Self.longestDelay, $0.delay * 2) } ?? Self.firstDelay
            state.outage = Outage(failure: failure, delay: delay, retry: MonotonicTime.now + delay)
        }
    }
}
#endif
