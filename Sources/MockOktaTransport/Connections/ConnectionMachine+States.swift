package import MockOktaHTTP

extension ConnectionMachine {
    /// The action that the driver performs next.
    package enum Action: Sendable {
        /// Call the responder, and report the result by `reply`, or by `awaitReply` and a later `reply`.
        case respond(HTTPRequest)
        /// Send the unsent bytes (`withUnsent`), and report the result by `sent` or `sendingIsBlocked`.
        case send
        /// Start the feed with a signal after which the driver calls `nextAction`.
        case startFeed(any Feed)
        /// Start the long poll with a signal after which the driver calls `nextAction`.
        case startLongPoll(any LongPoll)
        /// Check whether the socket has unread bytes or has reached its end, and report the result by `receive` or
        /// `peerClosed`.
        case look
        /// Shut down the write side; the connection stays open to discard further input.
        case shutDownWriting
        /// Close the socket; the machine has finished.
        case close
        /// Close the socket with a TCP reset; the machine has finished.
        case reset
    }

    enum Activity {
        case reading
        /// The responder is being called.
        case asked(Exchange)
        /// A worker or another loop answers the request, or answers it later: no input is read and no later request is
        /// started.
        case away(Exchange)
        /// The reply waits for a timer.
        case delayed(Reply, Exchange)
        case feeding(any Feed, Exchange)
        case longPolling(any LongPoll, Exchange)
        /// The unsent rest of a throttled body.
        case throttled(ArraySlice<UInt8>, ResponseCorruption, Exchange)
        /// No answer is sent; further input is discarded, so that the end of the connection is detected.
        case silent
        /// The last answer is sent and the write side shut down; further input is discarded, because a reset would
        /// destroy the answer in transit (RFC 9112 §9.6).
        case lingering(dropped: Int)
        /// Only closing the socket remains.
        case ended(isReset: Bool)
        case closed
    }

    /// What the current deadline limits.
    enum Limit: Hashable {
        case none, handshake, idle, header, body, write, delay, linger
    }
}
