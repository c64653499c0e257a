import MockOktaFormats
import Testing

@Suite struct CivilTimeTests {
    @Test func `every day of ten centuries follows the one before`() throws {
        var expected = try #require(CivilTime(year: 1600, month: 1, day: 1, hour: 12, minute: 0, second: 0))
        var weekday = 6
        while expected.year < 2600 {
            let seconds = expected.secondsSince1970
            #expect(CivilTime(clampingSeconds: seconds) == expected)
            #expect(expected.weekday == weekday)
            expected = try #require(next(expected))
            #expect(expected.secondsSince1970 == seconds + 86_400)
            weekday = (weekday + 1) % 7
        }
    }

    @Test(arguments: [
        (2023, 2, 29), (1900, 2, 29), (2026, 4, 31), (2026, 13, 1), (2026, 0, 1), (2026, 1, 0), (0, 1, 1),
    ])
    func `days that never were`(year: Int, month: Int, day: Int) {
        #expect(CivilTime(year: year, month: month, day: day, hour: 0, minute: 0, second: 0) == nil)
    }

    private func next(_ time: CivilTime) -> CivilTime? {
        let candidates = [
            (time.year, time.month, time.day + 1), (time.year, time.month + 1, 1), (time.year + 1, 1, 1),
        ]
        return candidates.lazy.compactMap { date in
            CivilTime(year: date.0, month: date.1, day: date.2, hour: 12, minute: 0, second: 0)
        }.first
    }
}
