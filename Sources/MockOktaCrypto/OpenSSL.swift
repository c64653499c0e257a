import CMockOktaOpenSSL

/// The initialization of OpenSSL.
enum OpenSSL {
    /// Initializes the library, once, before its first use.
    ///
    /// By default OpenSSL would clean up when the process exits, while a thread may still be generating a key.
    static let isReady = mockokta_initialize() == 1
}
