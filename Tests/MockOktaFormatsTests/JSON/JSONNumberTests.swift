import MockOktaFormats
import Testing

@Suite struct JSONNumberTests {
    @Test(arguments: [
        (0.1, "0.1"), (1, "1.0"), (-2.5, "-2.5"), (0, "0.0"), (1e15, "1000000000000000.0"),
        (1e18, "1000000000000000000.0"),
        (1.5e20, "150000000000000000000.0"), (-1e20, "-100000000000000000000.0"), (1e21, "1e+21"), (1e-7, "1e-07"),
        (18_446_744_073_709_551_616, "18446744073709552000.0"), (.leastNonzeroMagnitude, "5e-324"),
        (.greatestFiniteMagnitude, "1.7976931348623157e+308"),
    ])
    func `doubles are short and plain`(value: Double, text: String) {
        #expect(JSONNumber.text(of: value) == text)
        #expect(Double(text) == value)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func `what JSON cannot say is null`(value: Double) {
        #expect(JSONNumber.text(of: value) == "null")
    }
}
