package import MockOktaFormats

package typealias GroupID = Identifier<Group>

/// A group of users (Okta's Group object); Everyone is one of the groups and contains every user.
package struct Group: Sendable {
    package var id: GroupID
    package var name: String
    package var isEveryone: Bool
    package var source: JSONObject

    package init(id: GroupID, name: String, isEveryone: Bool = false, source: JSONObject = [:]) {
        self.id = id
        self.name = name
        self.isEveryone = isEveryone
        self.source = source
    }
}

extension Group: TableRow {
    /// The table key: the name.
    package var keys: [ExactString] { [ExactString(name)] }
}
