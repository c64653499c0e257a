import MockOktaMemoryStore
import MockOktaModel

#if SQLite
import MockOktaSQLiteStore
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
        throw .badConfiguration(
            member: "store",
            reason:
                "this program was built without SQLite; build it with --traits SQLite and libsqlite3-dev, or run the"
                + " image, which has it"
        )
        #endif
    }
}
