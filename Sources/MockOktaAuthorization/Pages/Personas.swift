import MockOktaEndpoints
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// The fixture's users as buttons for one-click sign-in, and a field that finds the others where there are many; users
/// that cannot sign in are marked.
struct Personas {
    private static let mostUsers = 24
    private static let mostGroups = 4
    /// The number of logins that the field proposes; it takes every login.
    private static let mostProposed = 500

    private let organization: Organization

    /// Nil where the page shows none.
    init?(_ context: RequestContext) {
        organization = context.snapshot.organization
        guard context.showsPersonas, !organization.contents.users.isEmpty else { return nil }
    }

    func content(action: String, hidden: String) -> String {
        let users = organization.contents.users
        return """
            <section class="personas">
            <h2>Or sign in as a user of the fixture</h2>
            <form method="post" action="\(action)/sign-in">
            \(hidden)
            \(users.prefix(Self.mostUsers).map(button).joined(separator: "\n"))
            </form>
            \(users.count > Self.mostUsers ? search(action: action, hidden: hidden) : "")
            </section>
            """
    }

    /// A field that proposes logins as they are typed, which needs no script.
    private func search(action: String, hidden: String) -> String {
        let users = organization.contents.users
        let options = users.prefix(Self.mostProposed).map {
            "<option value=\"\(HTMLText.escaped($0.login))\"></option>"
        }
        return """
            <form method="post" action="\(action)/sign-in">
            \(hidden)
            <p><label for="persona">and \(users.count - Self.mostUsers) more: any user by login</label>
            <input id="persona" type="text" name="\(PageForm.persona)" list="logins" required autocomplete="off" \
            autocapitalize="none" spellcheck="false"></p>
            <datalist id="logins">\(options.joined())</datalist>
            <button class="quiet" type="submit">Sign in as this user</button>
            </form>
            """
    }

    private func button(_ user: User) -> String {
        let status = user.status == .active ? "" : "<span class=\"status\">\(Self.words(user.status))</span> "
        return """
            <button class="quiet" type="submit" name="\(PageForm.persona)" \
            value="\(HTMLText.escaped(user.id.rawValue))">\(HTMLText.escaped(user.login)) \
            <span class="soft">\(status)\(HTMLText.escaped(groups(of: user)))\(factors(of: user))</span></button>
            """
    }

    private func groups(of user: User) -> String {
        let names = organization.groupNames(of: user)
        let others = names.count - Self.mostGroups
        return names.prefix(Self.mostGroups).joined(separator: ", ") + (others > 0 ? " and \(others) more" : "")
    }

    /// What the user signs in with besides the password.
    private func factors(of user: User) -> String {
        let kinds = user.activeFactors.map(\.kind).filter(organization.isUsed)
        let names = kinds.map(FactorText.name)
        return names.isEmpty ? "" : " · with " + names.joined(separator: ", ")
    }

    /// A status such as `LOCKED_OUT` in plain words.
    private static func words(_ status: User.Status) -> String {
        let words = status.rawValue.lowercased().replacing("_", with: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }
}
