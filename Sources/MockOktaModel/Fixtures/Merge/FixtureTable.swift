import MockOktaFormats

/// The objects of one collection as all files together have them.
struct FixtureTable {
    struct Row {
        var node: FixtureNode
        /// The server, policy or app that the object belongs to, as a row of its own table.
        var parent: Parent
        /// What an object is called that has no name of its own: `Policy 2`.
        var madeName: String?
        /// The place among its siblings; no two have the same.
        var rank = 0
        /// The file that gave the rank.
        var rankFile = 0
        /// Words by which files named the object before a later one renamed it.
        var formerNames: [String] = []
        /// The file that deleted the object.
        var deletedIn: Int?
        /// The file whose object took the place of what earlier files say.
        var replacedIn: Int?
        /// Whether Okta makes the object by itself.
        var isBuiltIn = false

        var isOverlaid: Bool { !node.below.isEmpty }
        var name: String? { node["name"]?.string ?? madeName }
    }

    enum Parent: Hashable {
        case none
        case row(Int)
        /// The word of a link that leads to no object.
        case unknown(ExactString)
    }

    private struct Key<Word: Hashable>: Hashable {
        let word: Word
        let parent: Parent
    }

    enum Outcome {
        case added(Int)
        case deleted
        /// Not merged, because the same file has the object already, or because nothing was there to delete.
        case refused
    }

    let collection: FixtureCollection
    private(set) var rows: [Row] = []
    /// All rows under a parent, deleted ones too.
    private(set) var children: [Parent: [Int]] = [:]
    private var identities: [FixtureIdentity] = []
    private var byID: [Key<ExactString>: Int] = [:]
    private var byUnique: [Key<FixtureIdentity.Word>: Int] = [:]
    private var byName: [Key<FixtureIdentity.Word>: [Int]] = [:]

    init(_ collection: FixtureCollection) {
        self.collection = collection
    }

    /// Adds an object, lays it over the one of an earlier file, or deletes that one.
    ///
    /// - Parameters:
    ///   - node: the object as one file has it.
    ///   - parent: what it belongs to.
    ///   - path: what derived ids of objects under this parent begin with.
    ///   - isReplacing: whether it takes the place of an earlier file's object.
    ///   - log: for objects that the same file has twice.
    /// - Returns: what was done with it.
    mutating func add(
        _ node: FixtureNode,
        parent: Parent,
        path: String,
        isReplacing: Bool = false,
        log: ProblemLog
    ) -> Outcome {
        let match = find(FixtureIdentity(node, in: collection, path: path), parent)
        guard node["$delete"]?.bool != true else {
            guard let match else {
                log.warning(node, "deletes nothing: no earlier file has it")
                return .refused
            }
            delete(match.row, in: node.top.file)
            return .deleted
        }
        guard let match else { return .added(append(node, parent, path)) }
        let earlier = rows[match.row].node
        guard earlier.top.file != node.top.file else {
            log.error(node, "has the same \(match.by) as \(earlier.top.path)")
            return .refused
        }
        overlay(isReplacing ? node : earlier.overlaid(by: node), on: match.row, parent, path, by: node)
        if isReplacing {
            rows[match.row].replacedIn = node.top.file
            rows[match.row].isBuiltIn = false
        }
        return .added(match.row)
    }

    mutating func markBuiltIn(_ row: Int) { rows[row].isBuiltIn = true }

    mutating func delete(_ row: Int, in file: Int) {
        rows[row].deletedIn = file
        leave(row)
    }

    private mutating func append(_ node: FixtureNode, _ parent: Parent, _ path: String) -> Int {
        let row = rows.count
        rows.append(Row(node: node, parent: parent))
        children[parent, default: []].append(row)
        if collection.isRanked {
            if node["name"]?.string == nil { rows[row].madeName = makeName(under: parent) }
            setRank(of: row, by: node)
        }
        identities.append(FixtureIdentity(node, in: collection, path: path, madeName: rows[row].madeName))
        enter(row)
        return row
    }

    private mutating func overlay(
        _ node: FixtureNode,
        on row: Int,
        _ parent: Parent,
        _ path: String,
        by later: FixtureNode
    ) {
        leave(row)
        let former = aliases(of: row)
        rows[row].formerNames += (former.ids + former.names).filter { !rows[row].formerNames.containsBytes(of: $0) }
        // Okta's own object counts as added by the first file that names it.
        let isNew = rows[row].isBuiltIn && !rows[row].isOverlaid
        rows[row].node = node
        if parent != .none, parent != rows[row].parent { move(row, to: parent) }
        identities[row] = FixtureIdentity(node, in: collection, path: path, madeName: rows[row].madeName)
        enter(row)
        if collection.isRanked, isNew || later["priority"]?.integer != nil { setRank(of: row, by: later) }
    }

    private mutating func move(_ row: Int, to parent: Parent) {
        children[rows[row].parent]?.removeAll { $0 == row }
        rows[row].parent = parent
        children[parent, default: []].append(row)
    }
}

// MARK: - Finding

extension FixtureTable {
    private func scope(_ parent: Parent) -> Parent { collection.hasScopedIDs ? parent : .none }

    private func idKey(_ id: String, _ parent: Parent) -> Key<ExactString> {
        Key(word: ExactString(id), parent: scope(parent))
    }

    private func key(_ word: FixtureIdentity.Word, _ parent: Parent) -> Key<FixtureIdentity.Word> {
        Key(word: word, parent: scope(parent))
    }

    private mutating func enter(_ row: Int) {
        let (identity, parent) = (identities[row], rows[row].parent)
        for id in identity.ids { byID[idKey(id, parent)] = row }
        for word in identity.unique { byUnique[key(word, parent)] = row }
        if let name = identity.name { byName[Key(word: name, parent: parent), default: []].append(row) }
    }

    private mutating func leave(_ row: Int) {
        let (identity, parent) = (identities[row], rows[row].parent)
        for id in identity.ids where byID[idKey(id, parent)] == row { byID[idKey(id, parent)] = nil }
        for word in identity.unique where byUnique[key(word, parent)] == row { byUnique[key(word, parent)] = nil }
        if let name = identity.name { byName[Key(word: name, parent: parent)]?.removeAll { $0 == row } }
    }

    /// The row of an object: by its id, else by what is unique about it, else by a name under the same parent where one
    /// of both has no id.
    private func find(_ identity: FixtureIdentity, _ parent: Parent) -> (row: Int, by: String)? {
        for id in identity.givenIDs {
            if let row = byID[idKey(id, parent)] { return (row, "id \(Wording.quoted(id))") }
        }
        for word in identity.unique {
            if let row = byUnique[key(word, parent)] { return (row, word.phrase) }
        }
        guard let name = identity.name else { return nil }
        let named = byName[Key(word: name, parent: parent)] ?? []
        return named.first { !(identity.hasOktaID && identities[$0].hasOktaID) }.map { ($0, name.phrase) }
    }

    /// Rows that share what must be unique: each later one with the earlier one and the words for it.
    ///
    /// Names of groups are unique among Okta's own, those of a server's or a policy's children among siblings.
    func doubles(among present: [Int]) -> [(row: Int, earlier: Int, phrase: String)] {
        var holders: [Key<FixtureIdentity.Word>: Int] = [:]
        var doubles: [(row: Int, earlier: Int, phrase: String)] = []
        // What an earlier file says was there before.
        let rows = present.sorted { (self.rows[$0].node.top.file, $0) < (self.rows[$1].node.top.file, $1) }
        for row in rows {
            let (identity, parent) = (identities[row], self.rows[row].parent)
            var keys = identity.ids.map { key(FixtureIdentity.Word(kind: "id", text: ExactString($0)), parent) }
            keys += identity.unique.map { key($0, parent) }
            if let name = identity.name, hasUniqueName(row) { keys.append(Key(word: name, parent: parent)) }
            for key in keys {
                if let earlier = holders[key] {
                    doubles.append((row, earlier, key.word.phrase))
                    break
                }
                holders[key] = row
            }
        }
        return doubles
    }

    private func hasUniqueName(_ row: Int) -> Bool {
        switch collection {
        case .groups: (rows[row].node["type"]?.string ?? "OKTA_GROUP") == "OKTA_GROUP"
        case .scopes, .claims, .policies, .rules: if case .row = rows[row].parent { true } else { false }
        default: false
        }
    }

    /// Every word by which others may name the row: ids of all files, the derived one, and names.
    ///
    /// The last id is the one that the object has.
    func aliases(of row: Int) -> (ids: [String], names: [String]) {
        let (node, identity) = (rows[row].node, identities[row])
        let ids = node.layers.compactMap { $0.member("id")?.value.string } + identity.ids
        let names: [String?] =
            switch collection {
            case .users: [node["profile", "login"]?.string]
            case .groups: [node["profile", "name"]?.string]
            case .apps: [AppMembers(node).clientID, AppMembers(node).label]
            default: [rows[row].name]
            }
        return (ids, names.compactMap(\.self))
    }
}

// MARK: - Order

extension FixtureTable {
    private func siblings(under parent: Parent) -> [Int] {
        (children[parent] ?? []).filter { rows[$0].deletedIn == nil && !(rows[$0].isBuiltIn && !rows[$0].isOverlaid) }
    }

    /// `Policy 3` for the third.
    private func makeName(under parent: Parent) -> String {
        let taken = Set(siblings(under: parent).compactMap { rows[$0].name })
        let kind = collection == .policies ? "Policy" : "Rule"
        var place = siblings(under: parent).count
        while taken.contains("\(kind) \(place)") { place += 1 }
        return "\(kind) \(place)"
    }

    /// Gives a row its place among its siblings.
    ///
    /// Where a priority is given it is the rank, and the sibling of an earlier file that has it moves behind, and so
    /// on; of two in one file the first comes first. Where none is given the object comes last.
    private mutating func setRank(of row: Int, by node: FixtureNode) {
        let siblings = siblings(under: rows[row].parent).filter { $0 != row }
        let file = node.top.file
        var holders = Dictionary(siblings.map { (rows[$0].rank, $0) }) { first, _ in first }
        guard let priority = node["priority"]?.integer else {
            rows[row].rank = (holders.keys.max() ?? 0) + 1
            rows[row].rankFile = file
            return
        }
        var rank = min(max(priority, 0), Int(Int32.max))
        while let holder = holders[rank], rows[holder].rankFile == file { rank += 1 }
        var (moved, place) = (row, rank)
        while true {
            let next = holders[place]
            rows[moved].rank = place
            holders[place] = moved
            guard let next else { break }
            (moved, place) = (next, place + 1)
        }
        rows[row].rankFile = file
    }
}
