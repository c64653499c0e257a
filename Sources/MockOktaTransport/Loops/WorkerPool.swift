import DequeModule
package import MockOktaHTTP
import MockOktaSystem

/// Threads for requests that may take far longer than a signature, so that no event loop blocks on them.
package final class WorkerPool: Sendable {
    private struct Job: Sendable {
        let answer: @Sendable () -> Reply
        let connection: ConnectionID
        let mailbox: Mailbox
    }

    private enum Next: Sendable {
        case job(Job)
        case stop
    }

    private struct Queue: Sendable {
        var jobs: Deque<Job> = []
        var isStopped = false

        mutating func next() -> Next? {
            guard let job = jobs.popFirst() else { return isStopped ? .stop : nil }
            return .job(job)
        }
    }

    package init() {}

    private let queue = Monitor(Queue())

    /// Queues a request; the reply is posted to the mailbox.
    ///
    /// A busy worker finds the next task without being woken.
    package func submit(_ answer: @escaping @Sendable () -> Reply, of connection: ConnectionID, to mailbox: Mailbox) {
        let job = Job(answer: answer, connection: connection, mailbox: mailbox)
        queue.change { $0.jobs.append(job) }
    }

    /// The body of one worker thread.
    package func run() {
        while case .job(let job) = queue.wait(until: { $0.next() }) {
            job.mailbox.post(.answered(job.connection, job.answer()))
        }
    }

    /// Makes each worker end after its current task.
    package func stop() {
        queue.changeForAll { queue in
            queue.jobs = []
            queue.isStopped = true
        }
    }
}
