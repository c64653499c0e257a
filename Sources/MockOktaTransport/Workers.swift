import MockOktaHTTP
import MockOktaThreads

/// Threads for requests that take as long as a signature, so that no event loop ever waits for one.
///
/// At a lower priority they leave light requests their speed: a woken loop does not wait for a running signature.
final class Workers: Sendable {
    private struct Job: Sendable {
        let request: HTTPRequest
        let connection: ConnectionID
        let mailbox: Mailbox
    }

    private struct Queue: Sendable {
        var jobs: [Job?] = []
        var head = 0
        var isStopped = false

        /// The head moves; the room before it is given back when it is the larger half.
        mutating func next() -> Job? {
            guard head < jobs.count else { return nil }
            let job = jobs[head]
            jobs[head] = nil
            head += 1
            if head * 2 > jobs.count {
                jobs.removeFirst(head)
                head = 0
            }
            return job
        }
    }

    private let queue = Lock(Queue())
    private let available: WakeUp
    private let responder: any Responder

    init(responder: any Responder) throws(SystemError) {
        self.responder = responder
        available = try WakeUp(semaphore: true)
    }

    /// The reply comes back through the mailbox.
    func submit(_ request: HTTPRequest, of connection: ConnectionID, to mailbox: Mailbox) {
        let job = Job(request: request, connection: connection, mailbox: mailbox)
        queue.withLock { $0.jobs.append(job) }
        available.signal()
    }

    /// The life of one worker thread.
    func run() {
        while true {
            available.take()
            let (job, isStopped) = queue.withLock { ($0.next(), $0.isStopped) }
            if let job {
                job.mailbox.post(.answered(job.connection, responder.respond(to: job.request)))
            } else if isStopped {
                return
            }
        }
    }

    /// Lets all workers end once the jobs before are done.
    func stop(count: Int) {
        queue.withLock { $0.isStopped = true }
        for _ in 0..<count { available.signal() }
    }
}
