import CMockOktaLinux
import Glibc

/// A counter in the kernel (eventfd) by which one thread wakes another.
struct WakeUp: ~Copyable, Sendable {
    private let descriptor: FileDescriptor

    /// A `semaphore` blocks its reader and lets one through per signal; else one read takes all signals at once.
    init(semaphore: Bool = false) throws(SystemError) {
        let flags = EFD_CLOEXEC | (semaphore ? EFD_SEMAPHORE : EFD_NONBLOCK)
        let number = eventfd(0, Int32(flags))
        if number < 0 { throw SystemError("eventfd") }
        descriptor = FileDescriptor(number)
    }

    var number: Int32 { descriptor.number }

    func signal() {
        var one: UInt64 = 1
        _ = unsafe write(number, &one, 8)
    }

    /// Waits for a signal of a semaphore, or takes all signals of a counter without waiting.
    func take() {
        var count: UInt64 = 0
        while unsafe read(number, &count, 8) < 0, errno == EINTR {}
    }
}
