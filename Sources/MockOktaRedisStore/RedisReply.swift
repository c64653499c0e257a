#if Redis
import CMockOktaRedis
import MockOktaModel

/// A reply of a Redis server (RESP, "Redis serialization protocol specification").
enum RedisReply: Hashable, Sendable {
    case none
    case integer(Int64)
    /// A bulk string, or a status such as `OK`.
    case bytes([UInt8])
    case array([RedisReply])
    case error(String)

    /// Copies a reply of the library, which stays its owner.
    @unsafe init(_ pointer: UnsafePointer<redisReply>) {
        let reply = unsafe pointer.pointee
        let bytes = unsafe UnsafeRawBufferPointer(start: reply.str, count: reply.str == nil ? 0 : reply.len)
        switch unsafe reply.type {
        case REDIS_REPLY_INTEGER: self = unsafe .integer(reply.integer)
        case REDIS_REPLY_STRING, REDIS_REPLY_STATUS: self = unsafe .bytes(Array(bytes))
        case REDIS_REPLY_ERROR: self = unsafe .error(String(decoding: bytes, as: UTF8.self))
        case REDIS_REPLY_ARRAY:
            var elements: [RedisReply] = []
            for index in unsafe 0..<reply.elements {
                if let element = unsafe reply.element[index] { elements.append(unsafe RedisReply(element)) }
            }
            self = .array(elements)
        default: self = .none
        }
    }

    var integer: Int64? { if case .integer(let number) = self { number } else { nil } }

    var bytes: [UInt8]? { if case .bytes(let bytes) = self { bytes } else { nil } }

    var elements: [RedisReply] { if case .array(let elements) = self { elements } else { [] } }

    var text: String? { bytes.map { String(decoding: $0, as: UTF8.self) } }
}
#endif
