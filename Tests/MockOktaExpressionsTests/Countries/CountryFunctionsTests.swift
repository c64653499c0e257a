import MockOktaFormats
import MockOktaTestSupport
import Testing

struct CountryFunctionsTests {
    @Test(
        .rule("expressions.countries"),
        arguments: [
            ExpressionRow("Iso3166Convert.toAlpha2(\"IND\")", "IN"),
            ExpressionRow("Iso3166Convert.toAlpha3(\"840\")", "USA"),
            ExpressionRow("Iso3166Convert.toNumeric(\"USA\")", "840"),
            ExpressionRow("Iso3166Convert.toName(\"IN\")", "India"),
            ExpressionRow("Iso3166Convert.toNumeric('af')", "004"),
            ExpressionRow("Iso3166Convert.toName('no such')", .null),
            ExpressionRow("Iso3166Convert.toAlpha2(user.missing)", .null),
            ExpressionRow("'United States'.parseCountryCode().toNumeric()", "840"),
            ExpressionRow("'840'.parseCountryCode()", "US"),
            ExpressionRow("'USA'.parseCountryCode().toAlpha2()", "US"),
            ExpressionRow("'US'.parseCountryCode().toName()", "United States"),
            ExpressionRow("'840'.parseCountryCode().toAlpha3()", "USA"),
        ]
    )
    func `a country has two codes, a number and a name`(_ row: ExpressionRow) throws {
        try row.check()
    }
}
