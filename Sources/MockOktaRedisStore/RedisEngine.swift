#if Redis
import MockOktaFormats
import MockOktaModel

/// The names of a record and of its store in the server.
private struct RedisPlace {
    let name: [UInt8]
    let store: String
}

/// The stores of one tenant in a Redis server.
struct RedisEngine: OutsideEngine {
    let pool: RedisPool
    let keys: RedisKeys

    func store<Record: RecordCoding>(_ name: String) -> any RecordStore<Record> {
        RedisRecordStore<Record>(pool, keys, name: name)
    }

    var isShared: Bool { true }

    var log: (any SharedLog)? { stream }

    private var stream: RedisLog { RedisLog(pool: pool, keys: keys) }

    func establish() throws(StoreFailure) -> TenantVersion {
        try pool.use { (connection) throws(StoreFailure) in
            let id = RedisWord(String(UInt64.random(in: .min ... .max), radix: 36))
            let words = try connection.run([RedisCall(.establish, [keys.version], [id])])[0].elements
            try connection.reply(to: "SADD", keys.tenants, RedisWord(keys.tenant))
            guard let (version, labels) = Self.version(of: words) else {
                throw StoreFailure("\(pool.address): the version of \(keys.tenant) cannot be read")
            }
            keys.generations.begin(version, labels)
            return version
        }
    }

    func version(after known: TenantVersion) throws(StoreFailure) -> TenantVersion? {
        try pool.use { (connection) throws(StoreFailure) in
            let held = try connection.reply(to: "HMGET", keys.version, "id", "n").elements.map(\.text)
            if held == [known.incarnation, String(known.number)] {
                keys.generations.find(known.incarnation)
                return known
            }
            let words = try connection.reply(to: "HGETALL", keys.version).elements
            guard let (version, labels) = Self.version(of: words), version.incarnation == known.incarnation else {
                keys.generations.lose(known.incarnation)
                return nil
            }
            keys.generations.follow(version, labels, after: known)
            return version
        }
    }

    /// The version with the last commits of all stores, and the labels of stores.
    ///
    /// - Parameter fields: names and values of the hash in turn.
    /// - Returns: nil where the tenant was removed, or the hash has no id or no number: `establish` makes it anew.
    private static func version(of fields: [RedisReply]) -> (TenantVersion, labels: [ExactString: String])? {
        let words = fields.map { $0.text ?? "" }
        var (incarnation, number): (String?, Int?) = (nil, nil)
        var (stores, labels): ([ExactString: Int], [ExactString: String]) = ([:], [:])
        for index in stride(from: 0, to: words.count - 1, by: 2) {
            switch words[index] {
            case "id": incarnation = words[index + 1]
            case "n": number = Int(words[index + 1])
            case let name where name.hasPrefix("@"): labels[ExactString(String(name.dropFirst()))] = words[index + 1]
            case let name: stores[ExactString(name)] = Int(words[index + 1]) ?? 0
            }
        }
        guard let incarnation, let number else { return nil }
        return (TenantVersion(incarnation: incarnation, number: number, stores: stores), labels: labels)
    }

    func commit(_ commit: TenantCommit, after known: TenantVersion) throws(StoreFailure) -> TenantVersion? {
        let label = String(UInt64.random(in: .min ... .max), radix: 36)
        for (store, rows) in commit.contents { try records(of: store.text).write(rows, under: label) }
        if let log = commit.log { try stream.write(log, under: label) }
        let labels = commit.contents.mapValues { _ in label }
        let call = try call(commit, label, after: known)
        let reply = try pool.use { (connection) throws(StoreFailure) in try connection.run([call])[0].elements }
        guard let number = reply.first?.integer else {
            for store in commit.contents.keys { remove("\(store.text)@\(label)") }
            return nil
        }
        var stores = known.stores
        for store in commit.stores { stores[store] = Int(number) }
        let version = TenantVersion(incarnation: known.incarnation, number: Int(number), stores: stores)
        keys.generations.add(labels, by: version)
        for name in reply.dropFirst().compactMap(\.text) { remove(name) }
        return version
    }

    /// More attempts than any number of threads causes.
    private static let attempts = 10_000

    /// Reads the records, changes them, and writes them if all are still as they were read.
    func commit(_ batch: RecordBatch, at now: Instant) throws(StoreFailure) -> Refusal? {
        let places = try batch.places.map { (place) throws(StoreFailure) in
            RedisPlace(name: RedisKeys.name(of: place.key), store: try keys.generations.name(of: place.store.text))
        }
        return try pool.use { (connection) throws(StoreFailure) in
            for _ in 0..<Self.attempts {
                var commands = RedisCommands()
                commands.append(["MGET"] + places.map { keys.record($0.name, of: $0.store) })
                let held = try connection.check(try connection.ask(commands)[0]).elements.map(\.bytes)
                var rows: [StoredRow?] = []
                for (place, bytes) in zip(batch.places, held) {
                    rows.append(
                        try bytes.map { bytes throws(StoreFailure) in
                            try StoredRecord(bytes: bytes).row(place.key, of: place.store.text)
                        }
                    )
                }
                switch try batch.applied(to: rows, at: now) {
                case .failure(let refusal): return refusal
                case .success(let changed):
                    let new = changed.map { $0.map { StoredRecord($0.bytes, expires: $0.expires).bytes } }
                    if try put(new, insteadOf: held, at: places, now, connection) { return nil }
                }
            }
            throw StoreFailure("records of \(keys.tenant) change faster than they can be written")
        }
    }

    /// Writes or removes records; returns false, and changes none, where one is not as it was read.
    private func put(
        _ new: [[UInt8]?],
        insteadOf held: [[UInt8]?],
        at places: [RedisPlace],
        _ now: Instant,
        _ connection: RedisConnection
    ) throws(StoreFailure) -> Bool {
        var (scriptKeys, arguments) = ([keys.stores, keys.clock], [RedisWord(now.microseconds)])
        for (index, place) in places.enumerated() {
            let expires = new[index].map { StoredRecord(bytes: $0).expires.microseconds } ?? 0
            scriptKeys += [keys.record(place.name, of: place.store), keys.expiries(of: place.store)]
            arguments += [
                RedisWord(held[index] ?? []), RedisWord(new[index] ?? []), RedisWord(place.name), RedisWord(expires),
                RedisWord(place.store),
            ]
        }
        let reply = try connection.run([RedisCall(.putAll, scriptKeys, arguments)])[0].integer
        if reply == 2 { keys.noteTenant(connection) }
        return reply != 0
    }

    private func call(
        _ commit: TenantCommit,
        _ label: String,
        after known: TenantVersion
    ) throws(StoreFailure) -> RedisCall {
        var scriptKeys = [keys.version, keys.stores, keys.log, keys.logState, keys.log(label), keys.clock]
        let bytes = (commit.log ?? []).reduce(0) { $0 + $1.count }
        var arguments: [RedisWord] = [
            RedisWord(known.incarnation), RedisWord(known.number), commit.log.map { RedisWord($0.count) } ?? "",
            RedisWord(bytes), commit.lead.map(Self.word) ?? "", RedisWord(commit.contents.count),
        ]
        for store in commit.contents.keys { arguments += [RedisWord(store.text), RedisWord(label)] }
        for write in commit.writes {
            let (place, name) = (RedisKeys.name(of: write.key), try keys.generations.name(of: write.store))
            scriptKeys += [keys.record(place, of: name), keys.expiries(of: name)]
            arguments += [
                RedisWord(write.bytes.map { StoredRecord($0, expires: write.expires).bytes } ?? []), RedisWord(place),
                RedisWord(write.expires.microseconds), RedisWord(write.store), RedisWord(name),
            ]
        }
        return RedisCall(.commit, scriptKeys, arguments)
    }

    /// Removes records that are of no store; those that a failure leaves are removed after a later replacement.
    private func remove(_ name: String) {
        guard (try? records(under: name).removeAll()) != nil else { return }
        _ = try? pool.use { (connection) throws(StoreFailure) in
            try connection.reply(to: "SREM", keys.stores, RedisWord(name))
        }
    }

    private func records(of store: String) -> RedisRecordStore<Tombstone> {
        RedisRecordStore(pool, keys, name: store)
    }

    /// The records that the server has under a name, whether or not they are those of a store.
    private func records(under name: String) -> RedisRecordStore<Tombstone> {
        RedisRecordStore(pool, RedisKeys(prefix: pool.address.prefix, tenant: keys.tenant), name: name)
    }

    func rows(of store: String) throws(StoreFailure) -> [StoredRow] { try records(of: store).rows() }

    /// In place of a lead while records are made to stay, and when they were: the server removes none by itself.
    private static let (pending, kept) = ("pending:", "kept")

    private static func word(_ lead: ClockLead) -> RedisWord {
        switch lead {
        case .frozen: "frozen"
        case .ahead(let span): RedisWord(span.microseconds)
        }
    }

    /// Makes the records stay that the server would remove too early.
    ///
    /// A failure leaves the clock pending, so that the next call does it again. Where it was done, but another process
    /// was first with a commit, it need not be done again.
    func prepare(_ lead: ClockLead) throws(StoreFailure) {
        let mark = RedisWord(Self.pending + String(UInt64.random(in: .min ... .max), radix: 36))
        let isNeeded = try pool.use { (connection) throws(StoreFailure) in
            let held = try connection.reply(to: "GET", keys.clock).text ?? ""
            let former = Int64(held).map { TimeSpan(microseconds: $0) }
            guard former.map({ lead.isLonger(than: $0) }) ?? held.hasPrefix(Self.pending) else { return false }
            try connection.reply(to: "SET", keys.clock, mark)
            return true
        }
        guard isNeeded else { return }
        let stores = try pool.use { (connection) throws(StoreFailure) in
            try connection.reply(to: "SMEMBERS", keys.stores).elements.compactMap(\.text)
        }
        for store in stores { try records(under: store).keepAll() }
        _ = try pool.use { (connection) throws(StoreFailure) in
            try connection.run([RedisCall(.replace, [keys.clock], [mark, RedisWord(Self.kept)])])
        }
    }
}
#endif
