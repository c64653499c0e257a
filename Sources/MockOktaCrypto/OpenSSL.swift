import CMockOktaOpenSSL

/// The initialization of OpenSSL.
enum OpenSSL {
    /// Initializes the library, once, before its first use.
    ///
    /// By default OpenSSL would clean up when the process exits, while a thread may still be generating a key.
    static let isReady = mockokta_initialize() == 1

    /// Forgets errors of earlier calls of this thread; every operation that may fail begins with it, so that the first
    /// one of the process initializes the library.
    static func clearErrors() {
        if isReady { ERR_clear_error() }
    }
}
