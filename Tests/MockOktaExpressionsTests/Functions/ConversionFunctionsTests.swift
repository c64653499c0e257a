import MockOktaExpressions
import MockOktaFormats
import Testing

@Suite struct ConversionFunctionsTests {
    @Test(arguments: [
        ExpressionRow("Convert.toInt('1234')", 1234),
        ExpressionRow("Convert.toInt(123.4)", 123),
        ExpressionRow("Convert.toInt(123.6)", 124),
        ExpressionRow("Convert.toInt('123.6')", 124),
        ExpressionRow("Convert.toInt(0.5)", 1),
        ExpressionRow("Convert.toInt(-0.5)", 0),
        ExpressionRow("Convert.toInt(7)", 7),
        ExpressionRow("Convert.toInt('9223372036854775807')", .integer(.max)),
        ExpressionRow("Convert.toNum('3.141')", .double(3.141)),
        ExpressionRow("Convert.toNum(3)", .double(3)),
        ExpressionRow("Convert.toInt(null)", .null),
        ExpressionRow("Convert.toNum(null)", .null),
    ])
    func `numbers come from strings and numbers`(_ row: ExpressionRow) throws {
        try row.check()
    }

    @Test(arguments: [
        ExpressionFault("Convert.toInt('x')", .wrongType, at: 0),
        ExpressionFault("Convert.toInt('1e300')", .wrongType, at: 0),
        ExpressionFault("Convert.toInt('')", .wrongType, at: 0),
        ExpressionFault("Convert.toNum('nan')", .wrongType, at: 0),
        ExpressionFault("Convert.toNum('1e999')", .wrongType, at: 0),
        ExpressionFault("Convert.toNum({1})", .wrongType, at: 0),
    ])
    func `what is no number is refused`(_ fault: ExpressionFault) {
        fault.check()
    }
}
