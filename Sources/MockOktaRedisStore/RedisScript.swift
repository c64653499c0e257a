#if Redis
/// What the server does in one step, which no other command interrupts.
///
/// `ARGV[1]` of each is the last instant at which it may run, in milliseconds of the server's clock: a request that has
/// been refused because the server did not answer must not take effect when the server goes on.
enum RedisScript: CaseIterable, Hashable {
    /// Writes or removes a record that is still as it was read.
    case put
    /// Writes or removes records of several stores, if all are still as they were read.
    case putAll
    /// Removes the first records of a store up to an expiry.
    case reclaim
    /// Makes the version of a tenant where there is none.
    case establish
    /// Writes records of several stores, if the version of the tenant is still as it was read.
    case commit
    /// Sets a value that is still as it was written.
    case replace
    /// Appends an entry to a log.
    case append
    /// Reads entries of a log, with the state that they belong to.
    case page
    /// Removes all entries of a log.
    case empty

    private static let begin = """
        local time = redis.call('TIME')
        if time[1] * 1000 + time[2] / 1000 > tonumber(ARGV[1]) then
            return redis.error_reply('LATE the command arrived too late, and was not run')
        end
        """

    /// A function that writes or removes one record, and gives 1, or 2 for the first record of a store.
    ///
    /// From the index `first` on, `ARGV` has the new record, its name, its expiry, and the name of its store.
    private static let write = """
        local function write(record, expiries, first)
            local expiry = ARGV[first + 2]
            if ARGV[first] == '' then
                redis.call('DEL', record)
                redis.call('ZREM', expiries, ARGV[first + 1])
                return 1
            end
            redis.call('SET', record, ARGV[first])
            redis.call('ZADD', expiries, expiry, ARGV[first + 1])
            local isFirst = redis.call('SADD', stores, ARGV[first + 3])
            local ahead = tonumber(redis.call('GET', clock) or '')
            if ahead and tonumber(expiry) < 9e18 then
                redis.call('PEXPIREAT', record, string.format('%.0f', (tonumber(expiry) - ahead) / 1000 + 60000))
            end
            return 1 + isFirst
        end
        """

    /// A function that removes the first records of a store up to an expiry, and gives their number.
    private static let removal = """
        local function reclaim(expiries, latest, count)
            local names = redis.call('ZRANGEBYSCORE', expiries, '-inf', latest, 'LIMIT', 0, count)
            for _, name in ipairs(names) do redis.call('DEL', expiries .. ':' .. name) end
            if #names > 0 then redis.call('ZREM', expiries, unpack(names)) end
            return #names
        end
        """

    var text: String { Self.begin + "\n" + body }

    private var body: String {
        switch self {
        case .put:
            // KEYS: record, expiries, stores, clock. ARGV: record as read, new record (none removes it), name of the
            // record, expiry in microseconds, name of the store. Gives 1, or 2 for the
            // first record of a store, or the record that is there instead.
            """
            local held = redis.call('GET', KEYS[1]) or ''
            if held ~= ARGV[2] then return held end
            local stores, clock = KEYS[3], KEYS[4]
            \(Self.write)
            return write(KEYS[1], KEYS[2], 3)
            """
        case .putAll:
            // KEYS: stores, clock, then for each record itself and the expiries. ARGV: the instant of the request, then
            // for each record itself as read, the new record (none removes it), its name, its expiry in microseconds,
            // the name of its store. Gives 1, or 2 where one is the first of its store; 0 where a record is not as it
            // was read. Each record that is changed removes two that have expired, so that a store does not only grow.
            """
            for i = 1, #KEYS / 2 - 1 do
                if (redis.call('GET', KEYS[1 + 2 * i]) or '') ~= ARGV[5 * i - 2] then return 0 end
            end
            local stores, clock = KEYS[1], KEYS[2]
            \(Self.write)
            \(Self.removal)
            local result = 1
            for i = 1, #KEYS / 2 - 1 do
                if ARGV[5 * i - 2] ~= ARGV[5 * i - 1] then
                    result = math.max(result, write(KEYS[1 + 2 * i], KEYS[2 + 2 * i], 5 * i - 1))
                    reclaim(KEYS[2 + 2 * i], ARGV[2], 2)
                end
            end
            return result
            """
        case .reclaim:
            // KEYS: expiries. ARGV: latest expiry, greatest number of records. Gives the number of removed records.
            """
            \(Self.removal)
            return reclaim(KEYS[1], ARGV[2], ARGV[3])
            """
        case .establish:
            // KEYS: version. ARGV: incarnation of a new tenant. Gives the fields of the version and their values. One
            // that lacks its id or its number is that of no tenant.
            """
            local held = redis.call('HMGET', KEYS[1], 'id', 'n')
            if not (held[1] and held[2]) then
                redis.call('DEL', KEYS[1])
                redis.call('HSET', KEYS[1], 'id', ARGV[2], 'n', 0)
            end
            return redis.call('HGETALL', KEYS[1])
            """
        case .commit:
            // KEYS: version, stores, log, its state, new log, clock, then for each write the record and the expiries.
            // ARGV: incarnation, number, number of entries of the new log (none leaves the log as it is), their bytes,
            // lead of the clock or `frozen` (none leaves it as it is), number of replaced stores, name and label of
            // each, then for each write the record (none removes it), its name, its expiry, the name of the store and
            // that of its records. Gives the new number, and the names of records that are of no store any more;
            // nothing where another commit was first.
            """
            local held = redis.call('HMGET', KEYS[1], 'id', 'n')
            if held[1] ~= ARGV[2] or held[2] ~= ARGV[3] then return {} end
            local number = redis.call('HINCRBY', KEYS[1], 'n', 1)
            if ARGV[4] ~= '' then
                redis.call('DEL', KEYS[3])
                if ARGV[4] ~= '0' then
                    redis.call('RENAME', KEYS[5], KEYS[3])
                    redis.call('PERSIST', KEYS[3])
                end
                redis.call('HINCRBY', KEYS[4], 'removals', 1)
                redis.call('HSET', KEYS[4], 'n', ARGV[4], 'bytes', ARGV[5])
            end
            if ARGV[6] == 'frozen' then
                redis.call('DEL', KEYS[6])
            elseif ARGV[6] ~= '' then
                redis.call('SET', KEYS[6], ARGV[6])
            end
            local replaced = tonumber(ARGV[7])
            for i = 1, replaced do
                local store = ARGV[6 + 2 * i]
                redis.call('HSET', KEYS[1], '@' .. store, ARGV[7 + 2 * i], store, number)
            end
            for i = 1, (#KEYS - 6) / 2 do
                local record, expiries, first = KEYS[5 + 2 * i], KEYS[6 + 2 * i], 3 + 2 * replaced + 5 * i
                if ARGV[first] == '' then
                    redis.call('DEL', record)
                    redis.call('ZREM', expiries, ARGV[first + 1])
                else
                    redis.call('SET', record, ARGV[first])
                    redis.call('ZADD', expiries, ARGV[first + 2], ARGV[first + 1])
                    redis.call('SADD', KEYS[2], ARGV[first + 4])
                end
                redis.call('HSET', KEYS[1], ARGV[first + 3], number)
            end
            local result = { number }
            if replaced > 0 then
                local names = {}
                local version = redis.call('HGETALL', KEYS[1])
                for i = 1, #version, 2 do
                    if string.sub(version[i], 1, 1) == '@' then
                        local store = string.sub(version[i], 2)
                        names[store] = store .. '@' .. version[i + 1]
                    end
                end
                for _, name in ipairs(redis.call('SMEMBERS', KEYS[2])) do
                    local present = names[string.match(name, '^[^@]*')]
                    if present and present ~= name then table.insert(result, name) end
                end
            end
            return result
            """
        case .replace:
            // KEYS: one. ARGV: its value, its new value. Gives whether it was replaced.
            """
            if redis.call('GET', KEYS[1]) ~= ARGV[2] then return 0 end
            redis.call('SET', KEYS[1], ARGV[3])
            return 1
            """
        case .append:
            // KEYS: log, its state. ARGV: entry, greatest number of entries, and of bytes. Gives the entry's number.
            """
            if redis.call('HEXISTS', KEYS[2], 'bytes') == 0 then
                local sum, newest = 0, 0
                for _, entry in ipairs(redis.call('XRANGE', KEYS[1], '-', '+')) do
                    sum, newest = sum + #entry[2][2], string.match(entry[1], '^%d+')
                end
                redis.call('HSET', KEYS[2], 'bytes', sum)
                redis.call('HSETNX', KEYS[2], 'n', newest)
            end
            local number = redis.call('HINCRBY', KEYS[2], 'n', 1)
            redis.call('XADD', KEYS[1], string.format('%.0f-0', number), 'e', ARGV[2])
            local bytes = redis.call('HINCRBY', KEYS[2], 'bytes', #ARGV[2])
            local length = redis.call('XLEN', KEYS[1])
            while length > 1 and (length > tonumber(ARGV[3]) or bytes > tonumber(ARGV[4])) do
                local oldest = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)[1]
                redis.call('XDEL', KEYS[1], oldest[1])
                bytes = redis.call('HINCRBY', KEYS[2], 'bytes', -#oldest[2][2])
                length = length - 1
            end
            return number
            """
        case .page:
            // KEYS: log, its state. ARGV: first number, greatest number of entries.
            """
            local state = redis.call('HMGET', KEYS[2], 'n', 'removals')
            local entries = redis.call('XRANGE', KEYS[1], ARGV[2] .. '-0', '+', 'COUNT', ARGV[3])
            return { tonumber(state[1] or 0), tonumber(state[2] or 0), entries }
            """
        case .empty:
            // KEYS: log, its state. ARGV: 1 where numbers start again.
            """
            redis.call('DEL', KEYS[1])
            redis.call('HINCRBY', KEYS[2], 'removals', 1)
            redis.call('HSET', KEYS[2], 'bytes', 0)
            if ARGV[2] == '1' then redis.call('HSET', KEYS[2], 'n', 0) end
            return 1
            """
        }
    }
}

/// A script with its `KEYS` and `ARGV`.
struct RedisCall {
    let script: RedisScript
    let keys: [RedisWord]
    let arguments: [RedisWord]

    init(_ script: RedisScript, _ keys: [RedisWord], _ arguments: [RedisWord]) {
        self.script = script
        self.keys = keys
        self.arguments = arguments
    }
}
#endif
