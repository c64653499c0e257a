package import MockOkta
import MockOktaSystem

extension MockOktaServer {
    /// Writes the authority that clients must trust, whole or not at all.
    ///
    /// - Returns: why that was not possible, in words; nil when the file is there or there is nothing to write.
    package func writeCA(to path: String) -> String? {
        guard let caPEM else { return nil }
        do throws(FileError) {
            try FileBytes.replace(path, with: Array(caPEM.utf8))
            return nil
        } catch {
            return "cannot write the CA to \(path): \(error.reason)"
        }
    }
}
