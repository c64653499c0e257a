import MockOktaFormats
import MockOktaTestSupport
import Testing

struct DirectoryFunctionsTests {
    @Test(
        .rule("expressions.directory"),
        arguments: [
            ExpressionRow("hasDirectoryUser()", false),
            ExpressionRow("hasWorkdayUser()", false),
            ExpressionRow("findDirectoryUser()", .null),
            ExpressionRow("hasDirectoryUser() ? findDirectoryUser().managerUpn : null", .null),
            ExpressionRow("hasWorkdayUser() ? findWorkdayUser().employeeID : 'none'", "none"),
            ExpressionRow("findWorkdayUser().employeeID", .null),
            ExpressionRow("getManagerUser(\"active_directory\").firstName", .null),
            ExpressionRow("getManagerAppUser(\"active_directory\", \"google\").firstName", .null),
            ExpressionRow("getManagerUpn(\"active_directory\")", .null),
            ExpressionRow("getAssistantUser(\"active_directory\").firstName", .null),
            ExpressionRow("getAssistantAppUser(\"active_directory\", \"google\").firstName", .null),
            ExpressionRow("getAssistantUpn(\"active_directory\")", .null),
            ExpressionRow("user.getLinkedObject(\"manager\").lastName", .null),
            ExpressionRow("user.getLinkedObject('manager')?.lastName ?: 'nobody'", "nobody"),
        ]
    )
    func `there is no directory, so nobody has anybody in it`(_ row: ExpressionRow) throws {
        try row.check()
    }
}
