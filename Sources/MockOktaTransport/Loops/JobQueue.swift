import DequeModule

/// Which worker does which job: a value apart from threads, so that its decisions can be tested.
package struct JobQueue<Job: Sendable, Worker: Sendable>: Sendable {
    /// What a worker is to do next.
    package enum Step: Sendable {
        case work(Job)
        case wait
        case end
    }

    private var jobs: Deque<Job> = []
    /// The workers that wait; the one that has worked last is at the end.
    private var idle: [Worker] = []
    private var isStopped = false

    package init() {}

    /// Adds a job.
    ///
    /// Of the workers that wait, the one that has worked last is chosen: its memory is still in the caches.
    ///
    /// - Returns: the worker that must be given the job; nil where all are busy, and the first to end its job takes it.
    package mutating func add(_ job: Job) -> Worker? {
        if let worker = idle.popLast() { return worker }
        jobs.append(job)
        return nil
    }

    /// The next step of a worker that has nothing to do; for `wait` it must wait until it is given another one.
    package mutating func next(for worker: Worker) -> Step {
        if let job = jobs.popFirst() { return .work(job) }
        if isStopped { return .end }
        idle.append(worker)
        return .wait
    }

    /// Drops the jobs that no worker has been given.
    ///
    /// - Returns: the workers that wait, which must be told to end; the others end after their present job.
    package mutating func stop() -> [Worker] {
        defer {
            (jobs, idle) = ([], [])
            isStopped = true
        }
        return idle
    }
}
