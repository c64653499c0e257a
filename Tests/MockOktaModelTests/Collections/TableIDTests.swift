import MockOktaFormats
import MockOktaModel
import Testing

struct TableIDTests {
    private static let ids = ["", "1", "0oa1", "2 2", "é", "e\u{301}", "\u{0}", "12"]

    @Test(arguments: ids)
    func `an id is that of its text`(id: String) {
        let identifier = Identifier<User>(rawValue: id)
        #expect(Identifier(identifier.text) == identifier)
    }

    @Test func `the ids of assignments have texts of their own, from which they are read`() {
        let ids = Self.ids.flatMap { app in
            Self.ids.map { AppUser.ID(application: Identifier(rawValue: app), user: Identifier(rawValue: $0)) }
        }
        for id in ids { #expect(AppUser.ID(id.text) == id) }
        #expect(Set(ids.map(\.text)).count == ids.count)
    }
}
