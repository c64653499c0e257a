import Glibc

/// An open descriptor with one owner, closed on every path.
struct FileDescriptor: ~Copyable, Sendable {
    let number: Int32

    init(_ number: Int32) {
        self.number = number
    }

    deinit { close(number) }
}
