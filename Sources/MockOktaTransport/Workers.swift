import MockOktaHTTP
import MockOktaThreads

/// Threads for requests that take as long as a signature, so that no event loop ever waits for one.
///
/// At a lower priority they leave light requests their speed: a woken loop does not wait for a running signature.
final class Workers: Sendable {
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
        private var jobs: [Job?] = []
        private var head = 0
        var isStopped = false

        mutating func append(_ job: Job) { jobs.append(job) }

        /// The head moves; the room before it is given back when it is the larger half.
        mutating func next() -> Next? {
            guard head < jobs.count, let job = jobs[head] else { return isStopped ? .stop : nil }
            jobs[head] = nil
            head += 1
            if head * 2 > jobs.count {
                jobs.removeFirst(head)
                head = 0
            }
            return .job(job)
        }
    }

    private let queue = Monitor(Queue())

    /// The reply comes back through the mailbox; a worker that is at work already finds the job without being woken.
    func submit(_ answer: @escaping @Sendable () -> Reply, of connection: ConnectionID, to mailbox: Mailbox) {
        let job = Job(answer: answer, connection: connection, mailbox: mailbox)
        queue.change { $0.append(job) }
    }

    /// The life of one worker thread.
    func run() {
        while case .job(let job) = queue.wait(until: { $0.next() }) {
            job.mailbox.post(.answered(job.connection, job.answer()))
        }
    }

    /// Lets all workers end once the jobs before are done.
    func stop() {
        queue.changeForAll { $0.isStopped = true }
    }
}
