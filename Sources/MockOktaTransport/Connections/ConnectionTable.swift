/// The connections of one loop, found by their ids.
struct ConnectionTable {
    private var slots: [Connection?] = []
    private(set) var count = 0
    private var generation: UInt32 = 0

    /// Returns an id that no message in flight carries.
    mutating func nextID(_ descriptor: Int32) -> ConnectionID {
        generation &+= 1
        return ConnectionID(descriptor: descriptor, generation: generation)
    }

    mutating func insert(_ connection: Connection) {
        let index = Int(connection.id.descriptor)
        while slots.count <= index { slots.append(nil) }
        slots[index] = connection
        count += 1
    }

    mutating func remove(_ connection: Connection) {
        slots[Int(connection.id.descriptor)] = nil
        count -= 1
    }

    /// The connection; nil if it is closed, even if its descriptor has been reused.
    subscript(_ id: ConnectionID) -> Connection? {
        let index = Int(id.descriptor)
        guard slots.indices.contains(index), let connection = slots[index] else { return nil }
        return connection.id == id ? connection : nil
    }

    var all: [Connection] { slots.compactMap(\.self) }
}
