import MockOktaTransport
import Testing

struct OutputBufferTests {
    @Test func `what a slow reader has taken is not kept, and nothing else is lost`() {
        var output = OutputBuffer()
        var written: UInt8 = 0
        var taken: UInt8 = 0
        for _ in 0..<500 {
            for _ in 0..<1000 {
                output.bytes.append(written)
                written &+= 1
            }
            let isInOrder = output.withUnsent { unsent in
                unsent.indices.allSatisfy { unsent[$0] == taken &+ UInt8(truncatingIfNeeded: $0) }
            }
            #expect(isInOrder)
            output.drop(900)
            taken &+= UInt8(truncatingIfNeeded: 900)
            #expect(output.bytes.count <= 2 * output.count)
        }
        #expect(output.count == 50_000)
    }
}
