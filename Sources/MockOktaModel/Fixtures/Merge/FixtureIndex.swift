import MockOktaFormats

/// Finds the rows of a table by what identifies their objects: ids, other unique members, names within a parent.
struct FixtureIndex {
    private struct Key: Hashable {
        let word: FixtureIdentity.Word
        let parent: FixtureTable.Parent
    }

    private let collection: FixtureCollection
    /// By row, including deleted ones.
    private(set) var identities: [FixtureIdentity] = []
    private var byID: [Key: Int] = [:]
    private var byUnique: [Key: Int] = [:]
    private var byName: [Key: [Int]] = [:]

    init(_ collection: FixtureCollection) {
        self.collection = collection
    }

    private func scope(_ parent: FixtureTable.Parent) -> FixtureTable.Parent {
        collection.hasScopedIDs ? parent : .none
    }

    private func idKey(_ id: String, _ parent: FixtureTable.Parent) -> Key {
        key(FixtureIdentity.Word(kind: "id", text: ExactString(id)), parent)
    }

    private func key(_ word: FixtureIdentity.Word, _ parent: FixtureTable.Parent) -> Key {
        Key(word: word, parent: scope(parent))
    }

    /// Adds the next row, or an earlier one again that has left.
    mutating func enter(_ row: Int, _ identity: FixtureIdentity, _ parent: FixtureTable.Parent) {
        if row == identities.count { identities.append(identity) } else { identities[row] = identity }
        for id in identity.ids { byID[idKey(id, parent)] = row }
        for word in identity.unique { byUnique[key(word, parent)] = row }
        if let name = identity.name { byName[Key(word: name, parent: parent), default: []].append(row) }
    }

    /// Removes a row; its identity remains.
    mutating func leave(_ row: Int, _ parent: FixtureTable.Parent) {
        let identity = identities[row]
        for id in identity.ids where byID[idKey(id, parent)] == row { byID[idKey(id, parent)] = nil }
        for word in identity.unique where byUnique[key(word, parent)] == row { byUnique[key(word, parent)] = nil }
        if let name = identity.name { byName[Key(word: name, parent: parent)]?.removeAll { $0 == row } }
    }

    /// The row of an object: found by its id, else by another unique member, else by its name within the same parent if
    /// one of the two objects has no id.
    func find(_ identity: FixtureIdentity, _ parent: FixtureTable.Parent) -> (row: Int, by: String)? {
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

    /// Pairs of rows with the same value for a unique member: the later and the earlier row, with a phrase for the
    /// value.
    ///
    /// Group names are unique among Okta's own groups, names of a server's or a policy's children within their parent.
    func doubles(
        among rows: [Int],
        _ content: (Int) -> FixtureTable.Row
    ) -> [(row: Int, earlier: Int, phrase: String)] {
        var holders: [Key: Int] = [:]
        var doubles: [(row: Int, earlier: Int, phrase: String)] = []
        for row in rows {
            let (identity, content) = (identities[row], content(row))
            let parent = content.parent
            var keys = identity.ids.map { idKey($0, parent) }
            keys += identity.unique.map { key($0, parent) }
            if let name = identity.name, hasUniqueName(content) { keys.append(Key(word: name, parent: parent)) }
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

    private func hasUniqueName(_ row: FixtureTable.Row) -> Bool {
        switch collection {
        case .groups: (row.node["type"]?.string ?? "OKTA_GROUP") == "OKTA_GROUP"
        case .scopes, .claims, .policies, .rules: if case .row = row.parent { true } else { false }
        default: false
        }
    }
}
