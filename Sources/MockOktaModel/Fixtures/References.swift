/// Finds objects of one kind that others name, by id or by a unique name.
struct References<ID: Hashable> {
    private let kind: String
    private var ids: [String: ID] = [:]
    private var names: [String: ID] = [:]
    private var ambiguous: Set<String> = []
    /// For suggestions, in the order of the fixture.
    private var spellings: [String] = []

    /// - Parameter kind: `group`, with what names it: for messages.
    init(_ kind: String) {
        self.kind = kind
    }

    mutating func add(_ id: ID, id text: String, names: [String]) {
        ids[text] = id
        for name in names {
            if let other = self.names[name], other != id { ambiguous.insert(name) }
            self.names[name] = id
            spellings.append(name)
        }
    }

    func find(_ text: String) -> ID? { ids[text] ?? (ambiguous.contains(text) ? nil : names[text]) }

    /// The object, or nil and a problem.
    func resolve(_ node: FixtureNode, _ log: ProblemLog) -> ID? {
        guard let text = node.string else { return nil }
        return resolve(text, at: node, log)
    }

    func resolve(_ text: String, at node: FixtureNode, _ log: ProblemLog) -> ID? {
        if let id = find(text) { return id }
        let quoted = Wording.quoted(text)
        guard !ambiguous.contains(text) else {
            log.error(node, "is \(quoted), which more than one \(kind) is called (allowed: an id)")
            return nil
        }
        log.error(node, "is \(quoted), but there is no such \(kind)\(Wording.didYouMean(text, among: spellings))")
        return nil
    }

    /// The objects that the strings of an array name.
    func resolve(each array: FixtureNode?, _ log: ProblemLog) -> [ID] {
        array?.elements.compactMap { resolve($0, log) } ?? []
    }
}
