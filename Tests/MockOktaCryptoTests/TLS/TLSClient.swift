import CMockOktaOpenSSL
import MockOktaCrypto

/// A TLS client as the snapshot's clients are: it verifies the server's certificate for a name, at a given time.
@safe final class TLSClient {
    enum Outcome: Hashable {
        case done
        case waits
        case closed
        case failed(String)
    }

    struct Setting {
        var name = "localhost"
        var time: Int64 = TLSServer.validity.lowerBound
        var version = TLS1_3_VERSION
        var protocols: [String] = []
    }

    private let context: OpaquePointer
    private let session: OpaquePointer
    private let pair: SocketPair

    /// `resuming` is a client whose session is to be taken up again.
    init(_ pair: SocketPair, caPEM: String, setting: Setting = Setting(), resuming: TLSClient? = nil) throws {
        guard let context = unsafe SSL_CTX_new(TLS_client_method()), let session = unsafe SSL_new(context) else {
            throw CryptoError(lastFailureOf: .configureTLS)
        }
        unsafe self.context = context
        unsafe self.session = session
        self.pair = pair
        unsafe SSL_set_bio(session, BIO_new_socket(pair.client, BIO_NOCLOSE), nil)
        let socket = unsafe SSL_get_rbio(session)
        unsafe BIO_up_ref(socket)
        unsafe SSL_set0_wbio(session, socket)
        unsafe SSL_set_connect_state(session)
        try verify(setting, caPEM: caPEM)
        try offer(setting)
        if let resuming {
            let old = unsafe SSL_get1_session(resuming.session)
            try CryptoError.check(unsafe SSL_set_session(session, old), .configureTLS)
            unsafe SSL_SESSION_free(old)
        }
    }

    deinit {
        unsafe SSL_free(session)
        unsafe SSL_CTX_free(context)
    }

    private func verify(_ setting: Setting, caPEM: String) throws {
        let authority = try Certificate.chain(pem: caPEM)[0]
        try unsafe authority.withPointer { (authority) throws(CryptoError) in
            try CryptoError.check(
                unsafe X509_STORE_add_cert(SSL_CTX_get_cert_store(context), authority),
                .configureTLS
            )
        }
        let parameters = unsafe SSL_get0_param(session)
        unsafe X509_VERIFY_PARAM_set_time(parameters, Int(setting.time))
        let isAddress = setting.name.contains(":") || setting.name.allSatisfy { $0.isNumber || $0 == "." }
        try CryptoError.check(
            unsafe isAddress
                ? X509_VERIFY_PARAM_set1_ip_asc(parameters, setting.name)
                : X509_VERIFY_PARAM_set1_host(parameters, setting.name, 0),
            .configureTLS
        )
        unsafe SSL_set_verify(session, SSL_VERIFY_PEER, nil)
    }

    private func offer(_ setting: Setting) throws {
        let maximum = unsafe SSL_ctrl(session, SSL_CTRL_SET_MAX_PROTO_VERSION, Int(setting.version), nil)
        let minimum = unsafe SSL_ctrl(session, SSL_CTRL_SET_MIN_PROTO_VERSION, Int(TLS1_VERSION), nil)
        // Level 0, so that old versions are refused by the server, not by this client.
        let ciphers = unsafe SSL_set_cipher_list(session, "ALL:@SECLEVEL=0")
        for result in [Int32(maximum), Int32(minimum), ciphers] { try CryptoError.check(result, .configureTLS) }
        let list = setting.protocols.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
        // Unlike the others it answers 0 when it succeeds.
        guard unsafe SSL_set_alpn_protos(session, list, UInt32(list.count)) == 0 else {
            throw CryptoError(lastFailureOf: .configureTLS)
        }
    }

    func handshake() -> Outcome {
        ERR_clear_error()
        return outcome(unsafe SSL_do_handshake(session))
    }

    func write(_ bytes: [UInt8]) -> Outcome {
        ERR_clear_error()
        return outcome(unsafe SSL_write(session, bytes, Int32(bytes.count)))
    }

    func read() -> (Outcome, [UInt8]) {
        ERR_clear_error()
        var bytes = [UInt8](repeating: 0, count: 20_000)
        let count = unsafe SSL_read(session, &bytes, Int32(bytes.count))
        return (outcome(count), Array(bytes.prefix(Int(max(0, count)))))
    }

    func shutdown() {
        unsafe SSL_shutdown(session)
    }

    private func outcome(_ result: Int32) -> Outcome {
        guard result <= 0 else { return .done }
        switch unsafe SSL_get_error(session, result) {
        case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE: return .waits
        case SSL_ERROR_ZERO_RETURN: return .closed
        default: return .failed(CryptoError(lastFailureOf: .handshake).reason)
        }
    }

    var isResumed: Bool { unsafe SSL_session_reused(session) == 1 }

    var version: Int32 { unsafe SSL_version(session) }

    var selectedProtocol: String? {
        var start: UnsafePointer<UInt8>?
        var count: UInt32 = 0
        unsafe SSL_get0_alpn_selected(session, &start, &count)
        guard let start = unsafe start else { return nil }
        return unsafe String(decoding: UnsafeBufferPointer(start: start, count: Int(count)), as: UTF8.self)
    }
}
