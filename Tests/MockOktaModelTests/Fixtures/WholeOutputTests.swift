import MockOktaModel
import Testing

/// Every file of `Tests/BrokenFixtures` has beside it all that is said of it, letter by letter.
struct WholeOutputTests {
    static let names = files().filter { !$0.hasSuffix(".expected") }

    @Test func `there are at least thirty broken fixtures, each with its output`() {
        let stems = Set(Self.names.map(Self.stem))
        #expect(stems.count >= 30)
        #expect(stems == Set(Self.files().filter { $0.hasSuffix(".expected") }.map(Self.stem)))
    }

    @Test(arguments: names)
    func `a broken fixture is told in full`(name: String) {
        let expected = repositoryFile("Tests/BrokenFixtures/\(Self.stem(name)).expected")
        let source = FixtureSource(name: name, bytes: repositoryFile("Tests/BrokenFixtures/\(name)"))
        let result = FixtureReader.read([source])
        #expect(lines(result) == String(decoding: expected, as: UTF8.self).split(separator: "\n").map(String.init))
        #expect(result.organization == nil)
        #expect(!result.errors.isEmpty)
    }

    private static func stem(_ name: String) -> String { String(name.prefix { $0 != "." }) }

    private static func files() -> [String] { repositoryFolder("Tests/BrokenFixtures") }
}
