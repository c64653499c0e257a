/// Writes items to a descriptor on its own thread, so that callers never wait for a reader.
///
/// Callers only add items to a bounded queue. While it is full, items are dropped and counted; the number of dropped
/// items is written as soon as there is room again.
package final class BackgroundWriter<Item: Sendable>: Sendable {
    @usableFromInline struct Queue: Sendable {
        @usableFromInline var items: [Item] = []
        @usableFromInline var dropped = 0
        /// Whether the thread has taken items that it has not written yet.
        var isWriting = false
    }

    @usableFromInline let queue = Monitor(Queue())
    @usableFromInline let capacity: Int
    private let flushing: StopSignal

    /// The pause after each write: at a high rate many items share one wake-up of the thread and one system call.
    private static var pauseMilliseconds: Int32 { 20 }

    /// Starts the thread, which runs until the process ends.
    ///
    /// - Parameters:
    ///   - descriptor: the destination.
    ///   - capacity: the maximum number of queued items.
    ///   - format: returns the bytes of an item; called on the thread.
    ///   - formatDropped: returns the bytes that report the number of dropped items; called on the thread.
    /// - Throws: when no thread can be created.
    package init(
        to descriptor: Int32,
        capacity: Int,
        format: @escaping @Sendable (Item) -> [UInt8],
        formatDropped: @escaping @Sendable (Int) -> [UInt8]
    ) throws(SystemError) {
        self.capacity = capacity
        flushing = try StopSignal()
        _ = try Thread("log") { [self] in
            while true {
                let (items, dropped) = take()
                var bytes: [UInt8] = []
                for item in items { bytes.append(contentsOf: format(item)) }
                if dropped > 0 { bytes += formatDropped(dropped) }
                Output.write(bytes, to: descriptor)
                queue.change { $0.isWriting = false }
                _ = flushing.isGiven(within: Self.pauseMilliseconds)
            }
        }
    }

    /// Adds an item to the queue, or counts it as dropped.
    @inlinable package func append(_ item: Item) {
        queue.change { queue in
            if queue.items.count < capacity { queue.items.append(item) } else { queue.dropped += 1 }
        }
    }

    /// Waits at most for `time` until all items have been written; returns false if some have not.
    package func flush(within time: Duration) -> Bool {
        flushing.give()
        let end = MonotonicTime.now + time
        while !isEmpty {
            if MonotonicTime.now >= end { return false }
            CurrentProcess.pause(milliseconds: 1)
        }
        return true
    }

    private var isEmpty: Bool {
        queue.read { $0.items.isEmpty && $0.dropped == 0 && !$0.isWriting }
    }

    private func take() -> (items: [Item], dropped: Int) {
        queue.wait { queue in
            if queue.items.isEmpty, queue.dropped == 0 { return nil }
            let taken = (queue.items, queue.dropped)
            queue = Queue(isWriting: true)
            return taken
        }
    }
}
