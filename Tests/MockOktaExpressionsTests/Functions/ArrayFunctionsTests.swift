import MockOktaExpressions
import MockOktaFormats
import MockOktaTestSupport
import Testing

@Suite struct ArrayFunctionsTests {
    @Test(arguments: [
        ExpressionRow("Arrays.add({10, 20, 30}, 40)", [10, 20, 30, 40]),
        ExpressionRow("Arrays.remove({10, 20, 30}, 20)", [10, 30]),
        ExpressionRow("Arrays.clear({10, 20, 30})", []),
        ExpressionRow("Arrays.get({0, 1, 2}, 0)", 0),
        ExpressionRow("Arrays.flatten(10, {20, 30}, 40)", [10, 20, 30, 40]),
        ExpressionRow("Arrays.contains({10, 20, 30}, 10)", true),
        ExpressionRow("Arrays.contains({10, 20, 30}, 50)", false),
        ExpressionRow("Arrays.size({10, 20, 30})", 3),
        ExpressionRow("Arrays.size(NULL)", 0),
        ExpressionRow("Arrays.isEmpty({10, 20})", false),
        ExpressionRow("Arrays.isEmpty(NULL)", true),
        ExpressionRow(#"Arrays.toCsvString({"This", "is", " a ", "test"})"#, "This,is, a ,test"),
    ])
    func `Okta's examples hold`(_ row: ExpressionRow) throws {
        try row.check()
    }

    @Test(
        .rule("expressions.csv-arrays"),
        arguments: [
            ExpressionRow("Arrays.size('a,b')", 2),
            ExpressionRow("Arrays.contains('a,b', 'b')", true),
            ExpressionRow("Arrays.isEmpty('')", true),
            ExpressionRow("Arrays.add('a,b', 'c')", ["a", "b", "c"]),
            ExpressionRow("Arrays.flatten('10, 20')", ["10", "20"]),
            ExpressionRow("Arrays.flatten('10, 20', {'30, 40'}, 50)", ["10", "20", "30, 40", 50]),
            ExpressionRow("Arrays.contains('10, 20', 20)", true),
            ExpressionRow("Arrays.remove('10, 20 ,30', '20')", ["10", "30"]),
            ExpressionRow("Arrays.get('10, 20', 1)", "20"),
            ExpressionRow("Arrays.clear('10, 20')", []),
            ExpressionRow("Arrays.toCsvString('10, 20')", "10,20"),
            ExpressionRow("Arrays.add(null, 'c')", ["c"]),
            ExpressionRow("Arrays.get(null, 0)", .null),
            ExpressionRow("Arrays.remove({1.0, 2}, 1)", [2]),
            ExpressionRow("Arrays.flatten({1, {2, {3}}}, {})", [1, 2, 3]),
            ExpressionRow("Arrays.toCsvString(null)", .null),
            ExpressionRow("Arrays.toCsvString({})", ""),
            ExpressionRow("Arrays.toCsvString({1, 2.5, true})", "1,2.5,true"),
        ]
    )
    func `comma-separated strings and null are arrays`(_ row: ExpressionRow) throws {
        try row.check()
    }

    @Test(arguments: [
        ExpressionFault("Arrays.get({1}, 1)", .wrongType, at: 0),
        ExpressionFault("Arrays.size(1)", .wrongType, at: 0),
        ExpressionFault("Arrays.flatten({1}, null)", .wrongType, at: 0),
        ExpressionFault("Arrays.toCsvString({{1}})", .wrongType, at: 0),
    ])
    func `other values are refused at the call`(_ fault: ExpressionFault) {
        fault.check()
    }
}
