import MockOktaCrypto
import MockOktaSystem

/// Why a request to a server failed.
package enum HTTPClientError: Error, Hashable, CustomStringConvertible {
    case unreachable(String)
    /// A server answered, but not with TLS that the client trusts.
    case noTrust(String)
    case noHTTP
    case truncated
    case tooLong(Int)

    /// Whether a server answered.
    package var isAnswer: Bool { if case .unreachable = self { false } else { true } }

    package var description: String {
        switch self {
        case .unreachable(let reason), .noTrust(let reason): reason
        case .noHTTP: "the answer is not HTTP/1.1"
        case .truncated: "the answer ends before its end"
        case .tooLong(let limit): "the answer is longer than \(limit) bytes"
        }
    }
}

/// A blocking client, with a new connection for each request.
package struct HTTPClient: Sendable {
    /// The certificates that the client accepts from an HTTPS server.
    private let trust: TLSClient.Trust
    /// The timeout for connecting and for the whole answer.
    private let timeout: Duration
    /// The greatest length of an answer's body.
    private let longestBody: Int

    private init(_ trust: TLSClient.Trust, timeout: Duration = .seconds(5), longestBody: Int = 1 << 28) {
        self.trust = trust
        self.timeout = timeout
        self.longestBody = longestBody
    }

    /// The same client with other limits.
    package func limited(to timeout: Duration, longestBody: Int) -> HTTPClient {
        HTTPClient(trust, timeout: timeout, longestBody: longestBody)
    }

    /// A client that accepts certificates of the system's authorities.
    package static let verifying = HTTPClient(.system)

    /// A client that accepts any certificate.
    package static let unverified = HTTPClient(.any)

    /// A client that accepts certificates of the authorities in a PEM text.
    package static func trusting(pem: String) -> HTTPClient { HTTPClient(.authorities(pem: pem)) }

    /// Sends a request and waits for the answer; redirects are not followed.
    ///
    /// - Parameters:
    ///   - path: the path and query.
    ///   - url: the server.
    ///   - fields: further header fields.
    /// - Returns: the answer, whatever its status.
    /// - Throws: why there is no complete answer within the limits.
    package func get(
        _ path: String,
        from url: PlainURL,
        fields: [(String, String)] = []
    ) throws(HTTPClientError) -> ResponseReader.Answer {
        try send("GET", path, to: url, fields, body: [])
    }

    /// Posts JSON and waits for the answer.
    ///
    /// - Parameters:
    ///   - json: the body.
    ///   - path: the path and query.
    ///   - url: the server.
    ///   - fields: further header fields.
    /// - Returns: the answer, whatever its status.
    /// - Throws: why there is no complete answer within the limits.
    package func post(
        json: [UInt8],
        _ path: String,
        to url: PlainURL,
        fields: [(String, String)] = []
    ) throws(HTTPClientError) -> ResponseReader.Answer {
        let framing = [("Content-Type", "application/json"), ("Content-Length", "\(json.count)")]
        return try send("POST", path, to: url, framing + fields, body: json)
    }

    private func send(
        _ method: String,
        _ path: String,
        to url: PlainURL,
        _ fields: [(String, String)],
        body: [UInt8]
    ) throws(HTTPClientError) -> ResponseReader.Answer {
        let deadline = MonotonicTime.now + timeout
        let socket = try connect(to: url)
        let lines = fields.map { "\($0): \($1)\r\n" }.joined()
        let head = "\(method) \(path) HTTP/1.1\r\nHost: \(url.authority)\r\nConnection: close\r\n\(lines)\r\n"
        let request = Array(head.utf8) + body
        return url.isSecure
            ? try exchangeOverTLS(request, socket, url, deadline) : try exchange(request, socket, deadline)
    }

    /// Connects to the first address of the host that accepts a connection.
    private func connect(to url: PlainURL) throws(HTTPClientError) -> ClientSocket {
        let addresses: [SocketAddress]
        do throws(SystemError) {
            addresses = try SocketAddress.resolve(url.name, port: url.port)
        } catch {
            throw .unreachable("there is no host \(url.name)")
        }
        var refusal = HTTPClientError.noHTTP
        for address in addresses {
            do throws(SystemError) {
                return try ClientSocket(to: address, timeout: max(1, Int(timeout.components.seconds)))
            } catch { refusal = failure(error) }
        }
        throw refusal
    }

    private func exchange(
        _ request: [UInt8],
        _ socket: borrowing ClientSocket,
        _ deadline: MonotonicTime
    ) throws(HTTPClientError) -> ResponseReader.Answer {
        do throws(SystemError) {
            try socket.write(request)
        } catch {
            throw failure(error)
        }
        var reader = ResponseReader(longestBody: longestBody)
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count: Int
            do throws(SystemError) {
                count = try socket.read(into: &buffer)
            } catch {
                throw failure(error)
            }
            if count == 0 { return try reader.end() }
            if let answer = try reader.read(buffer.prefix(count)) { return answer }
            try check(deadline)
        }
    }

    private func exchangeOverTLS(
        _ request: [UInt8],
        _ socket: borrowing ClientSocket,
        _ url: PlainURL,
        _ deadline: MonotonicTime
    ) throws(HTTPClientError) -> ResponseReader.Answer {
        let session = try secured { () throws(CryptoError) in
            let session = try TLSClient(descriptor: socket.number, trust: trust)
            try session.connect(to: url.name)
            try session.write(request)
            return session
        }
        var reader = ResponseReader(longestBody: longestBody)
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count: Int
            do throws(CryptoError) {
                count = try session.read(into: &buffer)
            } catch {
                throw .unreachable(error.description)
            }
            if count == 0 { return try reader.end() }
            if let answer = try reader.read(buffer.prefix(count)) { return answer }
            try check(deadline)
        }
    }

    private func secured(
        _ body: () throws(CryptoError) -> TLSClient
    ) throws(HTTPClientError) -> TLSClient {
        do throws(CryptoError) {
            return try body()
        } catch {
            throw .noTrust(error.description)
        }
    }

    /// Enforces the deadline, even if a server keeps sending single bytes.
    private func check(_ deadline: MonotonicTime) throws(HTTPClientError) {
        guard MonotonicTime.now < deadline else { throw noAnswer }
    }

    private var noAnswer: HTTPClientError { .unreachable("no answer in \(timeout.components.seconds) s") }

    private func failure(_ error: SystemError) -> HTTPClientError {
        error.isTimeout ? noAnswer : .unreachable(error.reason)
    }
}
