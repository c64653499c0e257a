import Glibc

/// A folder of a test's own, removed with what is in it.
package final class TemporaryFolder {
    package struct Failure: Error {
        let code: Int32
    }

    package let path: String

    package init() throws {
        var template = Array("/tmp/mock-okta-test-XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else { throw Failure(code: errno) }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit {
        for name in names { unsafe remove("\(path)/\(name)") }
        unsafe rmdir(path)
    }

    /// Writes a file and returns its path.
    @discardableResult
    package func write(_ name: String, _ text: String) throws -> String {
        let file = "\(path)/\(name)"
        let descriptor = unsafe open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        guard descriptor >= 0 else { throw Failure(code: errno) }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        guard unsafe Glibc.write(descriptor, bytes, bytes.count) == bytes.count else { throw Failure(code: errno) }
        return file
    }

    /// Makes a folder inside, which a test leaves empty.
    package func makeFolder(_ name: String) throws -> String {
        guard unsafe mkdir("\(path)/\(name)", 0o700) == 0 else { throw Failure(code: errno) }
        return "\(path)/\(name)"
    }

    /// The permission bits of a file inside.
    package func mode(of name: String) throws -> UInt32 {
        var status = stat()
        guard unsafe stat("\(path)/\(name)", &status) == 0 else { throw Failure(code: errno) }
        return UInt32(status.st_mode) & 0o777
    }

    package var names: [String] {
        guard let stream = unsafe opendir(path) else { return [] }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                names.append(unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self))
            }
        }
        return names.filter { $0 != "." && $0 != ".." }.sorted()
    }
}
