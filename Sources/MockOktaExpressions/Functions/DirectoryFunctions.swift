import MockOktaFormats

/// Functions that query a directory (Okta Expression Language, Manager/Assistant Functions, Directory and Workday
/// Functions, Linked Object Function).
///
/// Differs: this double has no directory, so no user has a manager, an assistant, a directory or Workday user, or a
/// linked object.
extension Function {
    static let directory: [ExactString: Function] = [
        "hasDirectoryUser": Function(0) { _ in false },
        "hasWorkdayUser": Function(0) { _ in false },
        "findDirectoryUser": Function(0) { _ in .null },
        "findWorkdayUser": Function(0) { _ in .null },
        "getManagerUser": Function(1) { _ in .null },
        "getManagerAppUser": Function(2) { _ in .null },
        "getManagerUpn": Function(1) { _ in .null },
        "getAssistantUser": Function(1) { _ in .null },
        "getAssistantAppUser": Function(2) { _ in .null },
        "getAssistantUpn": Function(1) { _ in .null },
        "user.getLinkedObject": Function(1) { _ in .null },
    ]
}
