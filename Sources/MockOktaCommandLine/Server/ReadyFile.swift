package import MockOkta
import MockOktaFormats
import MockOktaSystem

/// A file that tells scripts where a server listens, once it does.
package struct ReadyFile: Sendable {
    private let path: String

    package init(_ path: String) {
        self.path = path
    }

    /// Removes what an earlier run has left, for whoever waits for this file must not see that one.
    package func clear() {
        if FileBytes.isPlainOrAbsent(path) { FileBytes.remove(path) }
    }

    /// Puts the file in place whole.
    ///
    /// - Returns: why that was not possible, in words; nil when the file is there.
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
