import MockOktaFormats
import MockOktaModel
import Testing

private struct Number: TableID, ExpressibleByIntegerLiteral {
    let value: Int

    init(_ value: Int) {
        self.value = value
    }

    init(integerLiteral value: Int) {
        self.value = value
    }

    init(_ text: ExactString) {
        value = Int(text.text) ?? -1
    }

    var text: ExactString { ExactString(String(value)) }
}

private struct Row: TableRow, Equatable {
    let id: Number
    var keys: [String]

    init(id: Int, keys: [String]) {
        self.id = Number(id)
        self.keys = keys
    }
}

private struct VersionedRow: TableRow {
    let id: Number
    var keys: [String] { [] }

    init(id: Int) {
        self.id = Number(id)
    }
}

private func numbers(_ range: Range<Int>) -> [Number] { range.map { Number($0) } }

@Suite struct ObjectTableTests {
    @Test(arguments: [0, 1, 31, 32, 33, 1023, 1024, 1025, 40_000])
    func `rows keep their order and are found`(count: Int) {
        let table = ObjectTable((0..<count).map { Row(id: $0, keys: ["k\($0)"]) })
        #expect(table.count == count && table.isEmpty == (count == 0))
        #expect(table.map(\.id) == numbers(0..<count))
        #expect(table.first?.id == (count == 0 ? nil : 0))
        for id in stride(from: 0, to: count, by: 97) {
            #expect(table[Number(id)]?.id.value == id && table.first("k\(id)")?.id.value == id)
        }
        #expect(table[Number(count)] == nil && table.first("k\(count)") == nil)
    }

    @Test func `a change of a copy leaves the original as it was`() {
        let table = ObjectTable((0..<3000).map { Row(id: $0, keys: ["odd", "even"].suffix(1 + $0 % 2)) })
        var copy = table
        copy.set(Row(id: 7, keys: ["seven"]))
        copy.set(Row(id: 3000, keys: []))
        copy.remove(8)
        #expect(table.count == 3000 && table[7]?.keys == ["odd", "even"] && table[8] != nil && table[3000] == nil)
        #expect(copy.count == 3000 && copy.first("seven")?.id == 7 && copy[8] == nil)
        #expect(copy.map(\.id) == numbers(0..<8) + numbers(9..<3001))
        #expect(copy.rows("even").count == 2998 && table.rows("even").count == 3000)
    }

    @Test func `rows that share a key come in the order of the table`() {
        var table = ObjectTable([Row(id: 9, keys: ["a"]), Row(id: 1, keys: ["a"]), Row(id: 5, keys: ["a", "b"])])
        #expect(table.rows("a").map(\.id) == [9, 1, 5] && table.first("a")?.id == 9)
        table.remove(9)
        table.set(Row(id: 1, keys: ["b"]))
        #expect(table.rows("a").map(\.id) == [5] && table.rows("b").map(\.id) == [1, 5])
        table.remove(5)
        #expect(table.first("a") == nil && table.first("b")?.id == 1)
    }

    @Test func `pages follow one another`() {
        var table = ObjectTable((0..<10).map { Row(id: $0, keys: []) })
        table.remove(4)
        #expect(table.rows(after: nil).prefix(3).map(\.id) == [0, 1, 2])
        #expect(table.rows(after: 2).prefix(3).map(\.id) == [3, 5, 6])
        #expect(table.rows(after: 9).map(\.id) == [])
        #expect(table.rows(after: 4).map(\.id) == [])
    }

    @Test func `a table tells what was changed since it was made`() {
        var table = ObjectTable((0..<5).map { Row(id: $0, keys: []) })
        #expect(table.changedIDs.isEmpty)
        table.set(Row(id: 7, keys: []))
        table.set(Row(id: 2, keys: ["x"]))
        table.remove(3)
        #expect(table.changedIDs == [3, 2, 7])
        #expect([2, 3, 4, 7].map(table.isChanged) == [true, true, false, true])
        #expect([2, 3, 4, 7].map(table.isAdded) == [false, false, false, true])
    }

    @Test func `removing and adding again and again does not let a table grow`() {
        var table = ObjectTable<Row>()
        for id in 0..<5000 {
            table.set(Row(id: id, keys: ["k\(id % 3)"]))
            if id >= 10 { table.remove(Number(id - 10)) }
        }
        #expect(table.map(\.id) == numbers(4990..<5000))
        #expect(table.rows("k0").map(\.id) == [4992, 4995, 4998])
        #expect(MemoryLayout.size(ofValue: table) < 200)
    }

    @Test func `rows that were added and removed are forgotten`() {
        var table = ObjectTable((0..<3).map { Row(id: $0, keys: []) })
        for id in 10..<2000 {
            table.set(Row(id: id, keys: []))
            table.set(Row(id: id, keys: ["changed"]))
            table.remove(Number(id))
        }
        #expect(table.changedIDs.isEmpty && !table.isAdded(10))
        table.remove(1)
        table.set(Row(id: 1, keys: ["again"]))
        table.remove(1)
        #expect(table.changedIDs == [1])
    }

    /// The changes of the last thousand versions are known; of older ones all rows may differ.
    @Test(arguments: [(0, true), (1, true), (17, true), (1024, true), (2049, false)])
    func `a table knows what changed since an earlier version`(steps: Int, isKnown: Bool) {
        let rows = (0..<3).map { VersionedRow(id: $0) }
        let first = ObjectTable(rows)
        var table = first
        for step in 0..<steps {
            table.beginStep()
            table.set(VersionedRow(id: 10 + step))
        }
        let expected = Set(numbers(10..<10 + steps))
        #expect(table.knownChanges(since: first) == (isKnown ? expected : nil))
        #expect(Set(table.changes(since: first)) == (isKnown ? expected : expected.union(numbers(0..<3))))
        #expect(table.knownChanges(since: ObjectTable(rows)) == nil)
        #expect(table.knownChanges(since: table) == [])
    }

    @Test func `of two tables from one, neither knows the other's changes`() {
        let first = ObjectTable([VersionedRow(id: 1)])
        var (one, other) = (first, first)
        one.beginStep()
        one.set(VersionedRow(id: 2))
        other.beginStep()
        other.set(VersionedRow(id: 3))
        #expect(one.knownChanges(since: other) == nil && other.knownChanges(since: one) == nil)
        #expect(one.knownChanges(since: first) == [2] && first.knownChanges(since: one) == nil)
    }

    @Test func `a key of one row, and of any`() {
        var table = ObjectTable([Row(id: 9, keys: ["a", "b"]), Row(id: 1, keys: ["a"])])
        #expect(table.only("a") == nil && table.only("b")?.id == 9 && table.only("c") == nil)
        #expect(table.any("a") != nil && table.any("b")?.id == 9 && table.any("c") == nil)
        table.remove(9)
        #expect(table.only("a")?.id == 1 && table.any("a")?.id == 1)
    }
}
