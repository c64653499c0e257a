import MockOktaExpressions
import MockOktaFormats
import MockOktaTestSupport
import Testing

/// By the virtual clock, which shows 2026-07-02T03:04:05.678Z (Okta Expression Language, Time functions).
struct TimeFunctionsTests {
    @Test(
        .rule("expressions.time"),
        arguments: [
            ExpressionRow("Time.now()", "2026-07-02T03:04:05.678Z"),
            ExpressionRow("DateTime.now()", "2026-07-02T03:04:05.678Z"),
            ExpressionRow("Time.now('EST')", "2026-07-01T22:04:05.678-05:00"),
            ExpressionRow("Time.now('America/New_York')", "2026-07-01T23:04:05.678-04:00"),
            ExpressionRow("Time.now('Europe/Berlin')", "2026-07-02T05:04:05.678+02:00"),
            ExpressionRow("Time.now('Australia/Sydney')", "2026-07-02T13:04:05.678+10:00"),
            ExpressionRow("Time.now('Asia/Kolkata')", "2026-07-02T08:34:05.678+05:30"),
            ExpressionRow("Time.now('UTC', 'YYYY-MM-dd HH:mm:ss')", "2026-07-02 03:04:05"),
            ExpressionRow("Time.now('US/Pacific', \"EEE, d MMM yy h:mm a\")", "Wed, 1 Jul 26 8:04 PM"),
            ExpressionRow(
                "Time.now('UTC', \"EEEE MMMM D 'at' k''S SSS Z ZZ\")",
                "Thursday July 183 at 3'6 678 +0000 +00:00"
            ),
            ExpressionRow("Time.fromWindowsToIso8601('130828367179790000')", "2015-07-31T17:18:37.979Z"),
            ExpressionRow("Time.fromUnixToIso8601('1438377580979')", "2015-07-31T21:19:40.979Z"),
            ExpressionRow("Time.fromIso8601ToWindows('2015-07-30T23:58:32.000Z')", "130827743120000000"),
            ExpressionRow("Time.fromIso8601ToUnix('2015-07-31T17:18:37.979Z')", "1438363117979"),
            ExpressionRow(
                "Time.fromStringToIso8601('17 June 2015 00:23:19', 'dd MMMM yyyy HH:mm:ss')",
                "2015-06-17T00:23:19.000Z"
            ),
            ExpressionRow("Time.fromStringToIso8601('20150617', 'yyyyMMdd')", "2015-06-17T00:00:00.000Z"),
            ExpressionRow("Time.fromStringToIso8601('6/7/15 1:02 pm', 'M/d/yy h:mm a')", "0015-06-07T13:02:00.000Z"),
            ExpressionRow(
                "Time.fromStringToIso8601('2015-06-17 00:23 +0200', 'yyyy-MM-dd HH:mm Z')",
                "2015-06-16T22:23:00.000Z"
            ),
            ExpressionRow("Time.fromIso8601ToString('2015-07-30T23:58:32.000Z', 'MM/dd/yyyy')", "07/30/2015"),
            ExpressionRow("Time.fromIso8601ToUnix(user.missing)", .null),
        ]
    )
    func `times are read, written and converted`(_ row: ExpressionRow) throws {
        try row.check()
    }

    @Test(
        .rule("expressions.identity-engine"),
        arguments: [
            ExpressionRow("'130828367179790000'.parseWindowsTime()", "2015-07-31T17:18:37.979Z"),
            ExpressionRow("'1438377580979'.parseUnixTime()", "2015-07-31T21:19:40.979Z"),
            ExpressionRow("'2015-06-17T00:23:19.676Z'.parseStringTime()", "2015-06-17T00:23:19.676Z"),
            ExpressionRow(
                "'17 June 2015 00:23:19'.parseStringTime('dd MMMM yyyy HH:mm:ss').toString()",
                "2015-06-17T00:23:19Z"
            ),
            ExpressionRow("user.created.toWindows()", "130827743120000000"),
            ExpressionRow("DateTime.now().toUnix()", "1782961445678"),
            ExpressionRow("user.created.toString()", "2015-07-30T23:58:32Z"),
            ExpressionRow("user.created.toString('MM/dd/yyyy')", "07/30/2015"),
            ExpressionRow("Time.now().toZone('Asia/Tokyo')", "2026-07-02T12:04:05.678+09:00"),
            ExpressionRow("user.created.plusDays(2)", "2015-08-01T23:58:32.000Z"),
            ExpressionRow("user.created.plusHours(-1)", "2015-07-30T22:58:32.000Z"),
            ExpressionRow("user.created.minusMinutes(-1)", "2015-07-30T23:59:32.000Z"),
            ExpressionRow("user.created.minusSeconds(2)", "2015-07-30T23:58:30.000Z"),
            ExpressionRow("user.lastUpdated.withinDays(1)", true),
            ExpressionRow("user.lastUpdated.withinHours(23)", false),
            ExpressionRow("user.created.withinSeconds(100)", false),
        ]
    )
    func `times have methods`(_ row: ExpressionRow) throws {
        try row.check()
    }

    @Test(arguments: [
        ("2026-03-29T00:59:59.000Z", "2026-03-29T01:59:59.000+01:00"),
        ("2026-03-29T01:00:00.000Z", "2026-03-29T03:00:00.000+02:00"),
        ("2026-10-25T00:59:59.000Z", "2026-10-25T02:59:59.000+02:00"),
        ("2026-10-25T01:00:00.000Z", "2026-10-25T02:00:00.000+01:00"),
    ])
    func `summer time begins and ends at its second`(utc: String, local: String) throws {
        try ExpressionRow("'\(utc)'.toZone('Europe/Paris')", .string(local)).check()
    }

    @Test(arguments: [
        ("2026-03-08T09:59:59.000Z", "-08:00"), ("2026-03-08T10:00:00.000Z", "-07:00"),
        ("2026-11-01T08:59:59.000Z", "-07:00"), ("2026-11-01T09:00:00.000Z", "-08:00"),
    ])
    func `so it does in North America`(utc: String, offset: String) throws {
        let text = "'\(utc)'.toZone('America/Los_Angeles')"
        #expect(try Expression(parsing: text).value(in: ExpressionSnapshot.scope()).string?.hasSuffix(offset) == true)
    }

    @Test(arguments: [
        ExpressionFault("Time.now('Mars/Olympus')", .wrongType, at: 0),
        ExpressionFault("Time.now('UTC', 'bad')", .wrongType, at: 0),
        ExpressionFault("Time.now('UTC', \"'open\")", .wrongType, at: 0),
        ExpressionFault("Time.fromUnixToIso8601('x')", .wrongType, at: 0),
        ExpressionFault("Time.fromUnixToIso8601('9223372036854775807')", .wrongType, at: 0),
        ExpressionFault("Time.fromIso8601ToUnix('yesterday')", .wrongType, at: 0),
        ExpressionFault("Time.fromStringToIso8601('31.02.2015', 'dd.MM.yyyy')", .wrongType, at: 0),
        ExpressionFault("user.created.plusDays(9223372036854775807)", .wrongType, at: 12),
    ])
    func `what is no time is refused at the call`(_ fault: ExpressionFault) {
        fault.check()
    }
}
