import MockOktaFormats

/// Collects the problems of one reading: every step adds to it and goes on, so that all are told at once.
final class ProblemLog {
    private let files: [String]
    private var entries: [(file: Int, problem: FixtureProblem)] = []

    init(files: [String]) {
        self.files = files
    }

    func error(_ node: FixtureNode, _ message: String) {
        add(.error, node.top.file, node.top.value.position, node.top.path, message)
    }

    func warning(_ node: FixtureNode, _ message: String) {
        add(.warning, node.top.file, node.top.value.position, node.top.path, message)
    }

    func add(_ severity: FixtureProblem.Severity, _ node: FixtureNode, _ message: String) {
        add(severity, node.top.file, node.top.value.position, node.top.path, message)
    }

    /// Points at the key of a member rather than at its value: the key is what is wrong.
    func unknownKey(_ node: FixtureNode, known: [String]) {
        add(.error, node.top.file, node.top.keyPosition, node.top.path, "is not known\(suggestion(node.key, known))")
    }

    func syntaxError(_ failure: JSONSyntaxError, file: Int) {
        add(.error, file, failure.position, "", failure.message)
    }

    private func suggestion(_ key: String, _ known: [String]) -> String {
        Wording.didYouMean(key, among: known) + Wording.allowed(known)
    }

    private func add(
        _ severity: FixtureProblem.Severity,
        _ file: Int,
        _ position: SourcePosition,
        _ path: String,
        _ message: String
    ) {
        let problem = FixtureProblem(severity, file: files[file], position: position, path: path, message: message)
        entries.append((file, problem))
    }

    var hasErrors: Bool { entries.contains { $0.problem.severity == .error } }

    /// By file, in the order of reading, and by position; each said once.
    var problems: [FixtureProblem] {
        let ordered = entries.enumerated().sorted { left, right in
            let (one, other) = (left.element, right.element)
            if one.file != other.file { return one.file < other.file }
            if one.problem.position != other.problem.position { return one.problem.position < other.problem.position }
            return left.offset < right.offset
        }
        var seen: Set<FixtureProblem> = []
        return ordered.map(\.element.problem).filter { seen.insert($0).inserted }
    }
}
