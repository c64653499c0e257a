import Glibc

/// A failed system call: which call, why, and for which address, so that the caller can report "address in use".
package struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
    package let call: String
    /// The value of `errno`; nil when no system call failed, for example for a host name without an address.
    package let code: Int32?
    package let address: String?

    init(_ call: String, code: Int32? = errno, address: String? = nil) {
        self.call = call
        self.code = code
        self.address = address
    }

    package var isAddressInUse: Bool { code == EADDRINUSE }

    package var isAddressNotAvailable: Bool { code == EADDRNOTAVAIL }

    package var isPermissionDenied: Bool { code == EACCES }

    /// Whether a blocking call has exceeded the socket's time limit (SO_RCVTIMEO and SO_SNDTIMEO, socket(7)).
    package var isTimeout: Bool { code == EAGAIN || code == EINPROGRESS }

    /// The system's message for `code`.
    package var reason: String { code.map { unsafe String(cString: strerror($0)) } ?? "no such host" }

    package var description: String { address.map { "\(call) \($0): \(reason)" } ?? "\(call): \(reason)" }
}
