import MockOktaCrypto
import Testing

struct ECDSASignatureTests {
    @Test(arguments: EllipticCurve.allCases)
    func `small and large halves survive the way to DER and back`(curve: EllipticCurve) throws {
        let length = curve.coordinateByteCount
        let halves = [
            [UInt8](repeating: 0, count: length - 1) + [1],
            [0, 0x80] + [UInt8](repeating: 7, count: length - 2),
            [UInt8](repeating: 0xff, count: length),
        ]
        for r in halves {
            for s in halves {
                let der = try ECDSASignature(raw: r + s, curve: curve).der()
                #expect(try ECDSASignature(der: der).raw(curve: curve) == r + s)
            }
        }
    }

    @Test func `DER of two ones is the shortest there is`() throws {
        let one = [UInt8](repeating: 0, count: 31) + [1]
        #expect(try ECDSASignature(raw: one + one, curve: .p256).der() == [0x30, 6, 2, 1, 1, 2, 1, 1])
    }

    @Test func `DER cut anywhere is refused`() throws {
        let der = try ECDSASignature(raw: [UInt8](repeating: 0x80, count: 64), curve: .p256).der()
        for length in der.indices {
            #expect(throws: CryptoError.self) {
                _ = try ECDSASignature(der: Array(der.prefix(length))).raw(curve: .p256)
            }
        }
    }

    @Test func `a half too long for the curve is refused`() throws {
        let der = try ECDSASignature(raw: [UInt8](repeating: 0x80, count: 96), curve: .p384).der()
        #expect(throws: CryptoError.self) { _ = try ECDSASignature(der: der).raw(curve: .p256) }
    }
}
