import MockOktaFormats
import Testing

@Suite struct ISO8601DurationTests {
    @Test(
        arguments: [
            ("PT1S", 1_000_000), ("PT0.5S", 500_000), ("P3D", 259_200_000_000), ("PT1H30M", 5_400_000_000), ("PT0S", 0),
            ("P1DT1S", 86_401_000_000), ("-PT1M", -60_000_000), ("PT0.000001S", 1), ("PT2H5S", 7_205_000_000),
            ("-P1DT0.25S", -86_400_250_000),
        ] as [(String, Int64)]
    )
    func `durations are read and written`(text: String, microseconds: Int64) {
        #expect(ISO8601Duration.parse(text) == microseconds)
        #expect(ISO8601Duration.format(microseconds: microseconds) == text)
    }

    @Test(arguments: [
        ("P1W", "P7D"), ("90", "PT1M30S"), ("0.5", "PT0.5S"), ("-90", "-PT1M30S"), ("PT36H", "P1DT12H"),
        ("PT0.5H", "PT30M"),
        ("PT0,5S", "PT0.5S"), ("P0.5D", "PT12H"), ("P0D", "PT0S"), ("-0", "PT0S"), ("PT1.0000009S", "PT1S"),
        ("007", "PT7S"), ("10s", "PT10S"), ("5m", "PT5M"), ("1h", "PT1H"), ("7d", "P7D"), ("1.5h", "PT1H30M"),
        ("-10s", "-PT10S"), ("0.25s", "PT0.25S"),
    ])
    func `other spellings are read too`(text: String, written: String) {
        #expect(ISO8601Duration.parse(text).map(ISO8601Duration.format) == written)
    }

    @Test(arguments: [
        "", "-", "P", "PT", "P1DT", "P1Y", "P1M", "P1Y2D", "PT1", "P1", "1S", "PT1S1M", "PT1M1M", "PT1H0.5M1S",
        "P0.5DT1S",
        "P1W1D", "PT.5S", "PT1.S", ".5", "1.", "+1", "--1", "1e3", " 1", "PT1S ", "pt1s", "P-1D", "٣",
        "9223372036855", "10x", "s", "10 s", "1h30m", "1M", "106751992d", "P106751992D", "PT99999999999999999999S",
        "P106751991DT5H",
    ])
    func `anything else is no duration`(text: String) {
        #expect(ISO8601Duration.parse(text) == nil)
    }

    @Test func `a prefix is shorter or refused`() {
        for text in ["P1DT2H3M4.5S", "12.345"] {
            for prefix in textPrefixes(of: text) {
                let whole = ISO8601Duration.parse(text) ?? 0
                #expect(ISO8601Duration.parse(prefix) ?? 0 <= whole)
            }
        }
    }

    @Test(arguments: [Int64.max, -Int64.max])
    func `the largest durations survive`(microseconds: Int64) {
        #expect(ISO8601Duration.parse(ISO8601Duration.format(microseconds: microseconds)) == microseconds)
    }

    @Test func `the most negative number can be written`() {
        #expect(ISO8601Duration.format(microseconds: .min) == "-P106751991DT4H54.775808S")
    }
}
