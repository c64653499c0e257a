import Glibc

/// An open descriptor with one owner, closed on every path.
package struct FileDescriptor: ~Copyable, Sendable {
    package let number: Int32

    package init(_ number: Int32) {
        self.number = number
    }

    deinit { close(number) }
}
