import MockOktaTransport
import Testing

struct ConnectionIDTests {
    @Test(arguments: [(0, 0), (7, 1), (Int32.max, UInt32.max - 1)])
    func `a token carries descriptor and generation`(descriptor: Int32, generation: UInt32) {
        let id = ConnectionID(descriptor: descriptor, generation: generation)
        #expect(ConnectionID(token: id.token) == id)
    }
}
