import Glibc

/// Unbuffered output to descriptors, so that nothing needs to be flushed.
package enum Output {
    package static let standardOutput: Int32 = STDOUT_FILENO
    package static let standardError: Int32 = STDERR_FILENO

    /// Writes all of the bytes, or as many as the reader accepts; returns false if not all were written.
    @discardableResult
    package static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EAGAIN {
                waitUntilWritable(descriptor)
            } else if count < 0, errno != EINTR {
                return false
            }
            rest = rest.dropFirst(max(0, count))
        }
        return true
    }

    /// A descriptor that this process has inherited may be non-blocking.
    private static func waitUntilWritable(_ descriptor: Int32) {
        var slot = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&slot, 1, -1)
    }

    @discardableResult
    package static func write(_ text: String, to descriptor: Int32) -> Bool { write(Array(text.utf8), to: descriptor) }

    /// Whether the output is a terminal that should show colours (no-color.org).
    package static func isColourful(_ descriptor: Int32) -> Bool {
        unsafe isTerminal(descriptor) && getenv("NO_COLOR") == nil
    }

    package static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }
}
