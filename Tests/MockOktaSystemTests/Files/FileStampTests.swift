import Glibc
import MockOktaSystem
import Testing

struct FileStampTests {
    @Test func `a stamp changes with the file and is nil without one`() throws {
        let path = "/tmp/mock-okta-stamp-\(getpid())"
        defer { FileBytes.remove(path) }
        #expect(FileStamp(path) == nil)
        try FileBytes.replace(path, with: [1])
        let first = try #require(FileStamp(path))
        #expect(FileStamp(path) == first)
        try FileBytes.replace(path, with: [1, 2])
        #expect(FileStamp(path) != first)
        #expect(try FileBytes.read(path) == [1, 2])
    }
}
