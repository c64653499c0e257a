import MockOktaCrypto
import MockOktaSystem

/// Why a server could not be asked.
enum HTTPClientError: Error, Hashable, CustomStringConvertible {
    case unreachable(String)
    case noHTTP

    var description: String {
        switch self {
        case .unreachable(let reason): reason
        case .noHTTP: "what answers does not speak HTTP/1.1"
        }
    }
}

/// A blocking client for one small GET at a time, on a connection of its own.
enum HTTPClient {
    struct Answer {
        let status: Int
        let body: [UInt8]
    }

    private static let timeout = 5
    private static let longestAnswer = 1 << 26

    static func get(
        _ path: String,
        from url: PlainURL,
        fields: [(String, String)] = []
    ) throws(HTTPClientError) -> Answer {
        let socket = try connect(to: url)
        let lines = fields.map { "\($0): \($1)\r\n" }.joined()
        let request = "GET \(path) HTTP/1.1\r\nHost: \(url.authority)\r\nConnection: close\r\n\(lines)\r\n"
        if url.isSecure { return try answer(from: exchange(request, over: socket.number, with: url)) }
        let bytes: [UInt8]
        do throws(SystemError) {
            try socket.write(Array(request.utf8))
            bytes = try readAll(socket)
        } catch {
            throw failure(error)
        }
        return try answer(from: bytes)
    }

    /// The first address of the host that takes the connection.
    private static func connect(to url: PlainURL) throws(HTTPClientError) -> ClientSocket {
        let addresses: [SocketAddress]
        do throws(SystemError) {
            addresses = try SocketAddress.resolve(url.host, port: url.port)
        } catch {
            throw .unreachable("there is no host \(url.host)")
        }
        var refusal = HTTPClientError.noHTTP
        for address in addresses {
            do throws(SystemError) {
                return try ClientSocket(to: address, timeout: timeout)
            } catch { refusal = failure(error) }
        }
        throw refusal
    }

    private static func readAll(_ socket: borrowing ClientSocket) throws(SystemError) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while bytes.count < longestAnswer {
            let count = try socket.read(into: &buffer)
            if count == 0 { break }
            bytes += buffer.prefix(count)
        }
        return bytes
    }

    /// Believes whoever answers: such questions are about being there, not about who it is.
    private static func exchange(
        _ request: String,
        over socket: Int32,
        with url: PlainURL
    ) throws(HTTPClientError) -> [UInt8] {
        do throws(CryptoError) {
            let session = try UnverifiedTLSClient(descriptor: socket)
            try session.connect(to: url.host)
            try session.write(Array(request.utf8))
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 16_384)
            while bytes.count < longestAnswer {
                let count = try session.read(into: &buffer)
                if count == 0 { break }
                bytes += buffer.prefix(count)
            }
            return bytes
        } catch {
            throw .unreachable(error.description)
        }
    }

    private static func answer(from bytes: [UInt8]) throws(HTTPClientError) -> Answer {
        let text = String(decoding: bytes, as: UTF8.self)
        let words = text.prefix { $0 != "\r\n" && $0 != "\n" }.split(separator: " ")
        guard words.count > 1, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]),
            let end = text.firstRange(of: "\r\n\r\n")
        else { throw .noHTTP }
        return Answer(status: status, body: Array(text[end.upperBound...].utf8))
    }

    private static func failure(_ error: SystemError) -> HTTPClientError {
        .unreachable(error.isTimeout ? "no answer in \(timeout) s" : error.reason)
    }
}
