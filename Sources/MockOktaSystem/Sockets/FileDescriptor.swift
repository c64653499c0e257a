import Glibc

/// An open file descriptor with a single owner, closed when the value is destroyed.
package struct FileDescriptor: ~Copyable, Sendable {
    package let number: Int32

    package init(_ number: Int32) {
        self.number = number
    }

    deinit { close(number) }
}
