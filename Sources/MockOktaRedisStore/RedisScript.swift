#if Redis
/// What the server does in one step, which no other command interrupts.
///
/// `ARGV[1]` of each is the last instant at which it may run, in milliseconds of the server's clock: a request that has
/// been refused because the server did not answer must not take effect when the server goes on.
enum RedisScript: CaseIterable, Hashable {
    /// Writes or removes a record that is still as it was read.
    case put
    /// Removes the first records of a store up to an expiry.
    case reclaim

    private static let begin = """
        local time = redis.call('TIME')
        if time[1] * 1000 + time[2] / 1000 > tonumber(ARGV[1]) then
            return redis.error_reply('LATE the command arrived too late, and was not run')
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
            if ARGV[3] == '' then
                redis.call('DEL', KEYS[1])
                redis.call('ZREM', KEYS[2], ARGV[4])
                return 1
            end
            redis.call('SET', KEYS[1], ARGV[3])
            redis.call('ZADD', KEYS[2], ARGV[5], ARGV[4])
            local isFirst = redis.call('SADD', KEYS[3], ARGV[6])
            local ahead = tonumber(redis.call('GET', KEYS[4]) or '')
            if ahead and tonumber(ARGV[5]) < 9e18 then
                redis.call('PEXPIREAT', KEYS[1], string.format('%.0f', (tonumber(ARGV[5]) - ahead) / 1000 + 60000))
            end
            return 1 + isFirst
            """
        case .reclaim:
            // KEYS: expiries. ARGV: latest expiry, greatest number of records. Gives the number of removed records.
            """
            local names = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[2], 'LIMIT', 0, ARGV[3])
            for _, name in ipairs(names) do redis.call('DEL', KEYS[1] .. ':' .. name) end
            if #names > 0 then redis.call('ZREM', KEYS[1], unpack(names)) end
            return #names
            """
        }
    }
}
#endif
