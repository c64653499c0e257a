import Glibc

/// Bytes on their way out of the process, unbuffered, so that nothing needs flushing.
package enum Output {
    package static let standardOutput: Int32 = STDOUT_FILENO
    package static let standardError: Int32 = STDERR_FILENO

    /// Writes all of the bytes, or as many as the other side takes; false tells that it was not all.
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

    /// A descriptor that was handed to this process may be non-blocking.
    private static func waitUntilWritable(_ descriptor: Int32) {
        var slot = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&slot, 1, -1)
    }

    @discardableResult
    package static func write(_ text: String, to descriptor: Int32) -> Bool { write(Array(text.utf8), to: descriptor) }

    /// Whether a person reads along who can see colours (no-color.org).
    package static func isColourful(_ descriptor: Int32) -> Bool {
        unsafe isatty(descriptor) == 1 && getenv("NO_COLOR") == nil
    }
}
