import CMockOktaLinux
import Glibc

/// A counter in the kernel (eventfd) by which one thread wakes another.
///
/// Watched for `Interest.signals`, each signal is one event and the counter need never be read.
package struct Waker: ~Copyable, Sendable {
    private let descriptor: FileDescriptor

    package init() throws(SystemError) {
        let number = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        if number < 0 { throw SystemError("eventfd") }
        descriptor = FileDescriptor(number)
    }

    package var number: Int32 { descriptor.number }

    package func signal() {
        var one: UInt64 = 1
        _ = unsafe write(number, &one, 8)
    }
}
