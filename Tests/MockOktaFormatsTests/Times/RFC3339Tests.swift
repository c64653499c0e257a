import MockOktaFormats
import Testing

@Suite struct RFC3339Tests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (1_767_225_600_000_000, "2026-01-01T00:00:00.000Z"),
            (-1_000, "1969-12-31T23:59:59.999Z"), (951_782_400_000_000, "2000-02-29T00:00:00.000Z"),
            (-62_135_596_800_000_000, "0001-01-01T00:00:00.000Z"),
            (253_402_300_799_999_000, "9999-12-31T23:59:59.999Z"),
        ] as [(Int64, String)]
    )
    func `instants have one spelling`(microseconds: Int64, text: String) {
        #expect(RFC3339.format(microseconds: microseconds) == text)
        #expect(RFC3339.parse(text) == microseconds)
    }

    @Test(
        arguments: [
            ("2026-01-01T00:00:00Z", 0), ("2026-01-01t00:00:00z", 0), ("2026-01-01T01:00:00+01:00", 0),
            ("2025-12-31T18:30:00-05:30", 0), ("2026-01-01T00:00:00.5Z", 500_000),
            ("2026-01-01T00:00:00.1234567Z", 123_456),
            ("2026-01-01T00:00:00-00:00", 0),
        ] as [(String, Int64)]
    )
    func `any offset and any number of decimals are read`(text: String, after: Int64) {
        #expect(RFC3339.parse(text) == 1_767_225_600_000_000 + after)
    }

    @Test(arguments: [
        "2026-01-01", "2026-01-01T00:00:00", "2026-01-01 00:00:00Z", "2026-01-01T00:00Z", "2026-01-01T24:00:00Z",
        "2026-01-01T00:00:60Z", "2026-02-29T00:00:00Z", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00+0100",
        "2026-01-01T00:00:00+24:00", "2026-01-01T00:00:00ZZ", "26-01-01T00:00:00Z", "0001-01-01T00:00:00+00:01",
        "+026-01-01T00:00:00Z", "2026-01-01T00:00:00,5Z", "0000-01-01T00:00:00Z", "９026-01-01T00:00:00Z",
    ])
    func `anything else is no instant`(text: String) {
        #expect(RFC3339.parse(text) == nil)
    }

    @Test func `every prefix is no instant`() {
        for prefix in textPrefixes(of: "2026-01-01T00:00:00.000+01:00") { #expect(RFC3339.parse(prefix) == nil) }
    }

    @Test func `no number of microseconds is too large to write`() {
        #expect(RFC3339.format(microseconds: .max).hasPrefix("9999-12-31T23:59:59."))
        #expect(RFC3339.format(microseconds: .min).hasPrefix("0001-01-01T00:00:00."))
    }
}
