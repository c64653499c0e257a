import MockOktaFormats

/// Collects the problems of one reading: every step adds to it and goes on, so that all are reported at once.
final class ProblemLog {
    /// An object that a file deleted.
    struct Deletion: Hashable {
        let collection: FixtureCollection
        let row: Int
    }

    private let files: [String]
    /// Files before this one are the reader's own; what is said of them concerns no user.
    private let firstFile: Int
    /// Deleted objects that earlier files still name.
    var usedDeletions: Set<Deletion> = []
    private var entries: [(file: Int, problem: FixtureProblem)] = []

    /// Files before this one are known to the user, who needs no warning of them again.
    private let firstWarned: Int

    init(files: [String], firstFile: Int = 0, firstWarned: Int = 0) {
        self.files = files
        self.firstFile = firstFile
        self.firstWarned = firstWarned
    }

    /// Where an object was written: its path, and its file where that is another one.
    func place(of node: FixtureNode, seenFrom other: FixtureNode) -> String {
        node.top.file == other.top.file ? node.top.path : "\(node.top.path) of \(files[node.top.file])"
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

    /// A member that an object of Okta's may have for all we know, and that looks like another one.
    func nearMiss(_ node: FixtureNode, meant: String) {
        let message = "is not known and has no effect; did you mean \(Wording.quoted(meant))?"
        add(.warning, node.top.file, node.top.keyPosition, node.top.path, message)
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
        guard file >= (severity == .warning ? max(firstFile, firstWarned) : firstFile) else { return }
        let problem = FixtureProblem(severity, file: files[file], position: position, path: path, message: message)
        entries.append((file, problem))
    }

    var hasErrors: Bool { entries.contains { $0.problem.severity == .error } }

    /// By file, in the order of reading, and by position; each reported once.
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
