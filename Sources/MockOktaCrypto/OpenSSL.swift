import CMockOktaOpenSSL

/// OpenSSL as a whole.
enum OpenSSL {
    /// Readies the library, once, before its first use.
    ///
    /// Left to itself it would clean up when the process exits, under the feet of a thread that is still making a key.
    static let isReady = mockokta_initialize() == 1
}
