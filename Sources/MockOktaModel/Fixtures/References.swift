import MockOktaFormats

/// Resolves references to objects of one type, by id or by a unique name.
struct References<ID: Hashable> {
    private let kind: String
    private let ignoresCase: Bool
    private var ids: [ExactString: ID] = [:]
    private var names: [ExactString: ID] = [:]
    private var formerNames: [ExactString: ID] = [:]
    private var ambiguous: Set<ExactString> = []
    /// The file that deleted the object that a name referred to.
    private var deletions: [ExactString: (file: Int, row: ProblemLog.Deletion)] = [:]
    /// The names for suggestions, in the order of the fixture.
    private var spellings: [String] = []

    /// Creates an empty index.
    ///
    /// - Parameters:
    ///   - kind: the type of the objects for messages, such as `group`.
    ///   - ignoresCase: whether names compare case-insensitively for ASCII letters, as logins do.
    init(_ kind: String, ignoresCase: Bool = false) {
        self.kind = kind
        self.ignoresCase = ignoresCase
    }

    /// Adds an object.
    ///
    /// - Parameters:
    ///   - id: the value that a reference resolves to.
    ///   - ids: names that identify this object only.
    ///   - names: names that other objects may have too.
    ///   - formerNames: names that the object had until a later file renamed it; they are used if no other object has
    ///     them.
    mutating func add(_ id: ID, ids: [String], names: [String], formerNames: [String] = []) {
        for name in formerNames { self.formerNames[key(name)] = id }
        for text in ids { self.ids[ExactString(text)] = id }
        for name in names {
            let key = key(name)
            if let other = self.names[key], other != id { ambiguous.insert(key) }
            self.names[key] = id
            spellings.append(name)
        }
    }

    /// Adds the names of an object that a file has deleted: references from earlier files to it are removed with it.
    mutating func addDeleted(_ row: ProblemLog.Deletion, in file: Int, ids: [String], names: [String]) {
        for word in ids.map({ ExactString($0) }) + names.map(key) where deletions[word].map({ $0.file < file }) ?? true
        {
            deletions[word] = (file, row)
        }
    }

    func find(_ text: String) -> ID? {
        guard !ambiguous.contains(key(text)) else { return ids[ExactString(text)] }
        return ids[ExactString(text)] ?? names[key(text)] ?? formerNames[key(text)]
    }

    /// The object; nil when a later file has deleted it; nil, with a problem, when it does not exist.
    func resolve(_ node: FixtureNode, _ log: ProblemLog) -> ID? {
        guard let text = node.string else { return nil }
        return resolve(text, at: node, log)
    }

    func resolve(_ text: String, at node: FixtureNode, _ log: ProblemLog) -> ID? {
        if let id = find(text) { return id }
        if let deletion = deletions[ExactString(text)] ?? deletions[key(text)], deletion.file > node.top.file {
            log.usedDeletions.insert(deletion.row)
            return nil
        }
        let quoted = Wording.quoted(text)
        guard !ambiguous.contains(key(text)) else {
            log.error(node, "is \(quoted), which more than one \(kind) is called (allowed: an id)")
            return nil
        }
        // An API may remove an object to which others refer, and the org must be read again.
        if log.isEarlier(node) { return nil }
        log.error(node, "is \(quoted), but there is no such \(kind)\(Wording.didYouMean(text, among: spellings))")
        return nil
    }

    /// The objects to which the strings of an array refer.
    func resolve(each array: FixtureNode?, _ log: ProblemLog) -> [ID] {
        array?.elements.compactMap { resolve($0, log) } ?? []
    }

    private func key(_ name: String) -> ExactString { ExactString(ignoresCase ? name.asciiLowercased : name) }
}

extension References {
    /// Adds the objects of a collection that files have deleted.
    mutating func addDeleted(_ merge: FixtureMerge, _ collection: FixtureCollection) {
        for (number, row) in merge.deleted(collection) {
            let (ids, names) = merge.aliases(of: number, in: collection)
            let deletion = ProblemLog.Deletion(collection: collection, row: number)
            addDeleted(deletion, in: row.deletedIn ?? 0, ids: ids, names: names)
        }
    }
}
