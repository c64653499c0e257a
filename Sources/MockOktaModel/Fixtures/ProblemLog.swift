import MockOktaFormats

/// Collects the problems of one reading: each step adds its problems and continues, so that all are reported together.
final class ProblemLog {
    /// An object that a file deleted.
    struct Deletion: Hashable {
        let collection: FixtureCollection
        let row: Int
    }

    private let files: [String]
    /// Files before this one are built in; problems in them are not reported.
    private let firstFile: Int
    /// Deleted objects that earlier files still refer to.
    var usedDeletions: Set<Deletion> = []
    private var entries: [(file: Int, problem: FixtureProblem)] = []

    /// Warnings about files before this one have already been reported.
    private let firstWarned: Int

    init(files: [String], firstFile: Int = 0, firstWarned: Int = 0) {
        self.files = files
        self.firstFile = firstFile
        self.firstWarned = firstWarned
    }

    /// Whether an object is from a file that has been read before, without an error.
    func isEarlier(_ node: FixtureNode) -> Bool { node.top.file < firstWarned }

    /// The path of an object, and its file if that is another one.
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

    /// Reports an unknown member at the position of its key, not of its value.
    func unknownKey(_ node: FixtureNode, known: [String]) {
        add(.error, node.top.file, node.top.keyPosition, node.top.path, "is not known\(suggestion(node.key, known))")
    }

    /// Reports a member that Okta's object may have, but that resembles a known one.
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

    /// Sorted by file, in reading order, and by position; each problem is reported once.
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
