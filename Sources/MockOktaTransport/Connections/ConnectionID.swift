/// Identifies a connection in messages.
///
/// The descriptor alone is ambiguous, because its number may be reused while messages are in flight.
package struct ConnectionID: Hashable, Sendable {
    package let descriptor: Int32
    package let generation: UInt32

    package init(descriptor: Int32, generation: UInt32) {
        self.descriptor = descriptor
        self.generation = generation
    }

    /// Decodes the token of an event.
    package init(token: UInt64) {
        descriptor = Int32(truncatingIfNeeded: token)
        generation = UInt32(truncatingIfNeeded: token >> 32)
    }

    /// The token under which an event queue watches the connection.
    package var token: UInt64 { UInt64(generation) << 32 | UInt64(UInt32(bitPattern: descriptor)) }
}
