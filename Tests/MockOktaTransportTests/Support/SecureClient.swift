import CMockOktaOpenSSL
import Glibc

/// A blocking TLS client that trusts one authority and verifies a name, as the snapshot's clients do.
@safe final class SecureClient {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// What came until the end, and whether the server said that it was the end.
    struct Ending: Equatable {
        let text: String
        let isClean: Bool
    }

    private let context: OpaquePointer
    private let session: OpaquePointer
    private let number: Int32

    /// Shakes hands at once; `session` is one to take up again.
    init(
        port: UInt16,
        caPEM: String,
        name: String = "localhost",
        version: Int32 = TLS1_3_VERSION,
        resuming old: SecureClient? = nil
    ) throws {
        guard let context = unsafe SSL_CTX_new(TLS_client_method()), let session = unsafe SSL_new(context) else {
            throw Failure(description: "no session")
        }
        unsafe self.context = context
        unsafe self.session = session
        number = try SecureClient.connect(port)
        let trusted = unsafe Array(caPEM.utf8).withUnsafeBytes { bytes in
            let buffer = unsafe BIO_new_mem_buf(bytes.baseAddress, Int32(bytes.count))
            defer { unsafe BIO_free(buffer) }
            return unsafe PEM_read_bio_X509(buffer, nil, nil, nil)
        }
        unsafe X509_STORE_add_cert(SSL_CTX_get_cert_store(context), trusted)
        unsafe X509_free(trusted)
        unsafe X509_VERIFY_PARAM_set1_host(SSL_get0_param(session), name, 0)
        unsafe SSL_set_verify(session, SSL_VERIFY_PEER, nil)
        _ = unsafe SSL_ctrl(session, SSL_CTRL_SET_MAX_PROTO_VERSION, Int(version), nil)
        if let old { unsafe SSL_set_session(session, SSL_get_session(old.session)) }
        unsafe SSL_set_fd(session, number)
        guard unsafe SSL_connect(session) == 1 else {
            throw Failure(description: unsafe String(cString: ERR_reason_error_string(ERR_get_error())))
        }
    }

    deinit {
        unsafe SSL_free(session)
        unsafe SSL_CTX_free(context)
        close(number)
    }

    private static func connect(_ port: UInt16) throws -> Int32 {
        let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        unsafe setsockopt(number, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let code = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe Glibc.connect(number, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else { throw Failure(description: "connect: \(errno)") }
        return number
    }

    var isResumed: Bool { unsafe SSL_session_reused(session) == 1 }

    func send(_ text: String) throws {
        let bytes = Array(text.utf8)
        guard unsafe SSL_write(session, bytes, Int32(bytes.count)) == Int32(bytes.count) else {
            throw Failure(description: "write")
        }
    }

    /// Says that nothing more will come.
    func halfClose() { unsafe SSL_shutdown(session) }

    /// One answer with a length, in whole.
    func readAnswer() throws -> String {
        var text = ""
        while !SecureClient.isWhole(text) {
            guard let piece = read() else { throw Failure(description: "ended after \(text)") }
            text += piece
        }
        return text
    }

    func get(_ path: String) throws -> String {
        try send("GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n")
        return try readAnswer()
    }

    func readToEnd() -> Ending {
        var text = ""
        while let piece = read() { text += piece }
        return Ending(text: text, isClean: unsafe SSL_get_shutdown(session) & SSL_RECEIVED_SHUTDOWN != 0)
    }

    private func read() -> String? {
        var room = [UInt8](repeating: 0, count: 65536)
        let count = unsafe SSL_read(session, &room, Int32(room.count))
        return count > 0 ? String(decoding: room[..<Int(count)], as: UTF8.self) : nil
    }

    private static func isWhole(_ text: String) -> Bool {
        guard let headEnd = text.firstRange(of: "\r\n\r\n"), let field = text.firstRange(of: "Content-Length: ") else {
            return false
        }
        let length = text[field.upperBound...].prefix { $0.isNumber }
        return text[headEnd.upperBound...].utf8.count >= Int(length) ?? 0
    }
}
