import Glibc

/// A system call that failed: which, why, and on what address, so that the shell can say "address in use".
package struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
    package let call: String
    /// The value of `errno`; nil where the failure is ours, such as a name that has no address.
    package let code: Int32?
    package let address: String?

    init(_ call: String, code: Int32? = errno, address: String? = nil) {
        self.call = call
        self.code = code
        self.address = address
    }

    package var isAddressInUse: Bool { code == EADDRINUSE }

    package var description: String {
        let reason = code.map { unsafe String(cString: strerror($0)) } ?? "no such host"
        return address.map { "\(call) \($0): \(reason)" } ?? "\(call): \(reason)"
    }
}
