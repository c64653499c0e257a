import Glibc
import MockOktaSystem
import Testing

struct FileBytesTests {
    /// A folder of its own, removed at the end.
    private static func inFolder(_ body: (String) throws -> Void) throws {
        var name = Array("/tmp/mock-okta-files-XXXXXX".utf8CString)
        try #require(unsafe mkdtemp(&name) != nil)
        let folder = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer {
            for file in (try? FileBytes.names(in: folder)) ?? [] { FileBytes.remove("\(folder)/\(file)") }
            _ = unsafe rmdir(folder)
        }
        try body(folder)
    }

    private static func isLink(_ path: String) -> Bool {
        var status = stat()
        return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    @Test func `a planted link is replaced, and its target stays as it was`() throws {
        try Self.inFolder { folder in
            let (precious, path) = (folder + "/precious", folder + "/out.json")
            try FileBytes.replace(precious, with: [1])
            #expect(unsafe symlink(precious, path) == 0)
            try FileBytes.replace(path, with: [2], isSecret: true)
            #expect(try FileBytes.read(precious) == [1])
            #expect(try FileBytes.read(path) == [2])
            #expect(!Self.isLink(path))
            var status = stat()
            #expect(unsafe stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
        }
    }

    @Test func `a link to nothing is replaced and creates no target`() throws {
        try Self.inFolder { folder in
            #expect(unsafe symlink(folder + "/absent", folder + "/out.json") == 0)
            try FileBytes.replace(folder + "/out.json", with: [2])
            #expect(try FileBytes.names(in: folder) == ["out.json"])
        }
    }

    @Test func `links at the names of temporary files are not followed`() throws {
        try Self.inFolder { folder in
            let (precious, path) = (folder + "/precious", folder + "/out.json")
            try FileBytes.replace(precious, with: [1])
            for attempt in 0..<3 { #expect(unsafe symlink(precious, "\(path).\(getpid())-\(attempt).tmp") == 0) }
            try FileBytes.replace(path, with: [2])
            #expect(try FileBytes.read(precious) == [1])
            #expect(try FileBytes.read(path) == [2])
        }
    }

    @Test func `a device behind a link is written to`() throws {
        try Self.inFolder { folder in
            #expect(unsafe symlink("/dev/null", folder + "/out.json") == 0)
            try FileBytes.replace(folder + "/out.json", with: [2])
            #expect(Self.isLink(folder + "/out.json"))
        }
    }
}
