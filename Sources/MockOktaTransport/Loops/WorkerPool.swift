package import MockOktaHTTP
import MockOktaSystem

/// Threads for requests that may take far longer than a signature, so that no event loop blocks on them.
package final class WorkerPool: Sendable {
    private struct Job: Sendable {
        let answer: @Sendable () -> Reply
        let connection: ConnectionID
        let mailbox: Mailbox
    }

    /// Where a worker waits for its next step.
    private final class Worker: Sendable {
        private let step = Monitor<Queue.Step>(.wait)

        func give(_ step: Queue.Step) { self.step.change { $0 = step } }

        /// Waits for a step other than to wait.
        func take() -> Queue.Step {
            step.wait { step in
                if case .wait = step { return nil }
                defer { step = .wait }
                return step
            }
        }
    }

    private typealias Queue = JobQueue<Job, Worker>

    private let queue = Lock(Queue())

    package init() {}

    /// Queues a request; the reply is posted to the mailbox.
    package func submit(_ answer: @escaping @Sendable () -> Reply, of connection: ConnectionID, to mailbox: Mailbox) {
        let job = Job(answer: answer, connection: connection, mailbox: mailbox)
        let worker = queue.withLock { $0.add(job) }
        worker?.give(.work(job))
    }

    /// The body of one worker thread.
    package func run() {
        let worker = Worker()
        while true {
            var step = queue.withLock { $0.next(for: worker) }
            if case .wait = step { step = worker.take() }
            guard case .work(let job) = step else { return }
            job.mailbox.post(.answered(job.connection, job.answer()))
        }
    }

    /// Makes each worker end after its current job.
    package func stop() {
        for worker in queue.withLock({ $0.stop() }) { worker.give(.end) }
    }
}
