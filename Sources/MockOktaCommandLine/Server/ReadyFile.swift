package import MockOkta
import MockOktaFormats
import MockOktaSystem

/// A file with the URL of a server, for scripts; it is written when the server listens.
package struct ReadyFile: Sendable {
    private let path: String

    package init(_ path: String) {
        self.path = path
    }

    /// Removes the file of an earlier run, so that scripts that wait for the file do not read the old one.
    package func clear() {
        if FileBytes.isPlainOrAbsent(path) { FileBytes.remove(path) }
    }

    /// Writes the file atomically.
    ///
    /// - Returns: the reason why the file cannot be written; nil on success.
    package func write(_ server: MockOktaServer) -> String? {
        let content: JSON = [
            "url": .string(server.url), "issuer": .string(server.issuer), "pid": .integer(Int(CurrentProcess.id)),
            "seed": .integer(Int(clamping: server.seed)),
        ]
        do throws(FileError) {
            try FileBytes.replace(path, with: content.serialized() + [UInt8(ascii: "\n")])
            return nil
        } catch {
            return "cannot write the ready file \(path): \(error.reason)"
        }
    }
}
