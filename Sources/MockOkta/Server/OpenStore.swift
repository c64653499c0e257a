import MockOktaMemoryStore
import MockOktaModel

#if SQLite
import MockOktaSQLiteStore
#endif
#if Redis
import MockOktaRedisStore
#endif

/// Opens the store that a configuration names.
enum OpenStore {
    static func open(_ text: String?) throws(MockOktaError) -> any StateStore {
        guard let text else { return MemoryStateStore() }
        let address: StoreAddress
        do throws(StoreAddressError) {
            address = try StoreAddress(text)
        } catch {
            throw .badConfiguration(member: "store", reason: error.reason)
        }
        switch address {
        case .memory: return MemoryStateStore()
        case .sqlite(let path): return try sqlite(path)
        case .redis(let address): return try redis(address)
        }
    }

    private static func sqlite(_ path: String) throws(MockOktaError) -> any StateStore {
        #if SQLite
        do throws(StoreFailure) {
            return try SQLiteStateStore(path: path)
        } catch {
            throw .cannotOpenStore(reason: error.description)
        }
        #else
        throw isMissing("SQLite", "libsqlite3-dev")
        #endif
    }

    private static func redis(_ address: RedisAddress) throws(MockOktaError) -> any StateStore {
        #if Redis
        do throws(StoreFailure) {
            return try RedisStateStore(address)
        } catch {
            throw .cannotOpenStore(reason: error.description)
        }
        #else
        throw isMissing("Redis", "libhiredis-dev")
        #endif
    }

    /// The error for a store that this program was built without.
    private static func isMissing(_ trait: String, _ package: String) -> MockOktaError {
        .badConfiguration(
            member: "store",
            reason:
                "this program was built without \(trait); build it with --traits \(trait) and \(package), or run the"
                + " image, which has it"
        )
    }
}
