package import MockOkta
import MockOktaSystem

extension MockOktaServer {
    /// Writes the certificate authority that clients must trust, atomically.
    ///
    /// - Returns: the reason why the file cannot be written; nil on success or where there is no certificate authority.
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
