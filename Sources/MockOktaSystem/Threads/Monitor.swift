package import Glibc

/// A value that only one thread at a time can access, and for whose changes threads can wait (a monitor with one
/// condition variable).
@safe package struct Monitor<Value>: ~Copyable, @unchecked Sendable {
    // Sendable for the same reason as `Lock`: the value is only accessed while the mutex is held; waiting releases the
    // mutex.
    @usableFromInline let value: Lock<Value>
    @usableFromInline let condition: UnsafeMutablePointer<pthread_cond_t>

    package init(_ initial: consuming sending Value) {
        value = Lock(initial)
        unsafe condition = .allocate(capacity: 1)
        unsafe condition.initialize(to: pthread_cond_t())
        unsafe pthread_cond_init(condition, nil)
    }

    /// Changes the value and wakes one waiting thread; the wake-up costs almost nothing when no thread waits.
    @inlinable package borrowing func change(_ body: (inout sending Value) -> Void) {
        value.withLock { body(&$0) }
        unsafe pthread_cond_signal(condition)
    }

    /// Reads the value.
    @inlinable package borrowing func read<Result>(_ body: (inout sending Value) -> sending Result) -> sending Result {
        value.withLock { body(&$0) }
    }

    /// Changes the value and wakes all waiting threads.
    @inlinable package borrowing func changeForAll(_ body: (inout sending Value) -> Void) {
        value.withLock { body(&$0) }
        unsafe pthread_cond_broadcast(condition)
    }

    /// Waits until the body returns a result for the value.
    @inlinable package borrowing func wait<Result>(
        until body: (inout sending Value) -> sending Result?
    ) -> sending Result {
        unsafe pthread_mutex_lock(value.mutex)
        defer { unsafe pthread_mutex_unlock(value.mutex) }
        while true {
            if let result = unsafe body(&value.value.pointee) { return result }
            unsafe pthread_cond_wait(condition, value.mutex)
        }
    }

    deinit {
        unsafe pthread_cond_destroy(condition)
        unsafe condition.deinitialize(count: 1)
        unsafe condition.deallocate()
    }
}
