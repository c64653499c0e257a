package import MockOktaModel

/// The seed of all tenants of a store.
package struct StoredSeed: RecordCoding, Hashable {
    package static var codingVersion: UInt8 { 1 }

    package let value: UInt64
    /// Whether a user gave it: then keys that the fixture omits are derived from it, too.
    package let isGiven: Bool

    package init(value: UInt64, isGiven: Bool) {
        self.value = value
        self.isGiven = isGiven
    }

    /// The seed of a store; the first process that asks determines it.
    ///
    /// - Parameters:
    ///   - seed: the seed of this process.
    ///   - store: the store.
    /// - Returns: the seed of the first process.
    /// - Throws: `Refusal` where the store fails.
    package static func established(_ seed: StoredSeed, in store: any StateStore) throws(Refusal) -> StoredSeed {
        let seeds = Records<StoredSeed>("seed", in: store.engine(of: "main"))
        return try seeds.update(TenantArchive.only, at: TenantArchive.always) { entry in
            let first = entry?.record ?? seed
            entry = Expiring(first, expires: .distantFuture)
            return first
        }
    }

    package func write(to writer: inout RecordWriter) {
        writer.write(value)
        writer.write(isGiven)
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        self.init(value: try reader.read(), isGiven: try reader.read())
    }
}
