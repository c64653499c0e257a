/// The objects of one collection as all files together have them.
struct FixtureTable {
    struct Row {
        var node: FixtureNode
        /// The server, policy or app that the object belongs to.
        var parent: String?
        var isDeleted = false
    }

    private struct Name: Hashable {
        let text: String
        let parent: String?
    }

    let collection: FixtureCollection
    private(set) var rows: [Row] = []
    private var byStrong: [String: Int] = [:]
    private var byWeak: [Name: [Int]] = [:]
    private var hasID: [Bool] = []

    init(_ collection: FixtureCollection) {
        self.collection = collection
    }

    var present: [Row] { rows.filter { !$0.isDeleted } }

    /// Adds an object, lays it over the one of an earlier file, or deletes that one and returns it.
    mutating func add(_ node: FixtureNode, parent: String?, log: ProblemLog) -> Row? {
        let identity = FixtureIdentity(node, in: collection, parent: parent)
        let match = find(identity)
        guard node["$delete"]?.bool != true else { return delete(match?.row, node, log) }
        if let match {
            overlay(node, on: match.row, parent, identity, by: match.by, log)
        } else {
            append(node, parent, identity)
        }
        return nil
    }

    /// Deletes what belongs to a deleted object.
    mutating func deleteChildren(of names: [String]) {
        for index in rows.indices where rows[index].parent.map(names.contains) == true {
            rows[index].isDeleted = true
        }
    }

    private mutating func delete(_ row: Int?, _ node: FixtureNode, _ log: ProblemLog) -> Row? {
        guard let row else {
            log.warning(node, "deletes nothing: no earlier file has it")
            return nil
        }
        rows[row].isDeleted = true
        return rows[row]
    }

    private mutating func overlay(
        _ node: FixtureNode,
        on row: Int,
        _ parent: String?,
        _ identity: FixtureIdentity,
        by name: String,
        _ log: ProblemLog
    ) {
        let earlier = rows[row].node
        guard earlier.top.file != node.top.file else {
            return log.error(node, "has the same \(name) as \(earlier.top.path)")
        }
        rows[row].node = earlier.overlaid(by: node)
        rows[row].parent = parent ?? rows[row].parent
        enter(identity, row)
    }

    private mutating func append(_ node: FixtureNode, _ parent: String?, _ identity: FixtureIdentity) {
        rows.append(Row(node: node, parent: parent))
        hasID.append(identity.hasID)
        enter(identity, rows.count - 1)
    }

    private mutating func enter(_ identity: FixtureIdentity, _ row: Int) {
        for key in identity.strong { byStrong[key] = row }
        if let weak = identity.weak { byWeak[Name(text: weak, parent: identity.parent), default: []].append(row) }
        hasID[row] = hasID[row] || identity.hasID
    }

    private func find(_ identity: FixtureIdentity) -> (row: Int, by: String)? {
        for key in identity.strong {
            if let row = byStrong[key], !rows[row].isDeleted { return (row, key) }
        }
        guard let weak = identity.weak else { return nil }
        let rowsOfName = byWeak[Name(text: weak, parent: identity.parent)]
        return rowsOfName?.first { !(identity.hasID && hasID[$0]) && !rows[$0].isDeleted }.map { ($0, weak) }
    }
}
