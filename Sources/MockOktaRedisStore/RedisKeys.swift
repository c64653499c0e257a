#if Redis
import MockOktaFormats
import MockOktaModel

/// The names of a tenant's keys in a server: `prefix:{tenant}:store:record`.
///
/// Redis Cluster keeps the keys of one tenant together, because it hashes what is between the braces.
struct RedisKeys: Sendable {
    let tenant: String
    /// Which keys have the records of the tenant's stores.
    let generations: RedisGenerations
    private let prefix: String
    private let start: String

    init(prefix: String, tenant: String, _ generations: RedisGenerations = RedisGenerations()) {
        self.prefix = prefix
        self.generations = generations
        self.tenant = tenant
        start = "\(prefix):{\(tenant)}:"
    }

    /// The set of tenants.
    var tenants: RedisWord { RedisWord("\(prefix):tenants") }
    /// The set of the tenant's stores.
    var stores: RedisWord { RedisWord(start + "stores") }
    /// A hash: `id` of the tenant's incarnation, number `n` of its commits, and of the last one to each store; the
    /// labels of stores whose records were replaced, under `@` and the store's name.
    var version: RedisWord { RedisWord(start + "version") }
    /// The stream of exchanges.
    var log: RedisWord { RedisWord(start + "log") }
    /// A stream that is to take the place of the other one.
    func log(_ label: String) -> RedisWord { RedisWord(start + "log@" + label) }
    /// A hash: number `n` of the last exchange, `bytes` of all that the stream has, and number `removals` of times that
    /// it was emptied.
    var logState: RedisWord { RedisWord(start + "log-state") }
    /// How far the virtual clock is ahead of real time, in microseconds; absent while it is frozen, and no number
    /// while a change makes records live longer.
    var clock: RedisWord { RedisWord(start + "clock") }

    /// The expiries of a store's records by their names, a sorted set.
    func expiries(of store: String) -> RedisWord { RedisWord(start + store) }

    func record(_ name: [UInt8], of store: String) -> RedisWord {
        var key: [UInt8] = []
        key.reserveCapacity(start.utf8.count + store.utf8.count + 1 + name.count)
        key.append(start)
        key.append(store)
        key.append(":")
        key.append(copying: name.span)
        return RedisWord(key)
    }

    /// Adds the tenant to the set of tenants again, where it was removed while a request has written a record.
    ///
    /// The record has been written, so a failure is not one of the request.
    func noteTenant(_ connection: RedisConnection) {
        _ = try? connection.reply(to: "SADD", tenants, RedisWord(tenant))
    }

    /// A record's name: its key in hexadecimal.
    static func name(of key: RecordKey) -> [UInt8] {
        var name: [UInt8] = []
        name.reserveCapacity(32)
        Hexadecimal.appendLowerCase(key.high, to: &name)
        Hexadecimal.appendLowerCase(key.low, to: &name)
        return name
    }

    /// The key of a record's name; nil where it is no such name.
    static func key(of name: [UInt8]) -> RecordKey? {
        guard name.count == 32 else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: 32, by: 2) {
            guard let high = Hexadecimal.value(name[index]), let low = Hexadecimal.value(name[index + 1]) else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        return RecordKey(bytes)
    }
}
#endif
