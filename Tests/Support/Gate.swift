import Glibc

/// Holds a thread until another lets it through.
package final class Gate: Sendable {
    private let reading: Int32
    private let writing: Int32

    package init() {
        var ends: [Int32] = [-1, -1]
        unsafe pipe(&ends)
        reading = ends[0]
        writing = ends[1]
    }

    deinit {
        close(reading)
        close(writing)
    }

    package func open() {
        var byte: UInt8 = 1
        _ = unsafe write(writing, &byte, 1)
    }

    package func pass() {
        var byte: UInt8 = 0
        _ = unsafe read(reading, &byte, 1)
    }
}
