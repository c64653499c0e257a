package import MockOktaFormats

/// A user's assignment to an app (Okta's AppUser object, `/api/v1/apps/{id}/users`).
package struct AppUser: Sendable {
    package struct ID: TableID {
        package let application: ApplicationID
        package let user: UserID

        package init(application: ApplicationID, user: UserID) {
            self.application = application
            self.user = user
        }

        /// The length of the app's id, then both ids.
        package var text: ExactString {
            ExactString(String(application.rawValue.utf8.count) + " " + application.rawValue + user.rawValue)
        }

        package init(_ text: ExactString) {
            let bytes = text.text.utf8
            let length = bytes.prefix(while: ASCII.isDigit)
            let ids = bytes.dropFirst(length.count + 1)
            let count = Int(Substring(length)) ?? 0
            application = ApplicationID(rawValue: String(Substring(ids.prefix(count))))
            user = UserID(rawValue: String(Substring(ids.dropFirst(count))))
        }
    }

    package var id: ID
    /// `credentials.userName`, which claims read as `appuser.userName`; nil means that the login is used.
    package var userName: String?
    /// The attributes that claims read as `appuser.{name}`.
    package var profile: JSONObject
    package var source: JSONObject

    package init(id: ID, userName: String? = nil, profile: JSONObject = [:], source: JSONObject = [:]) {
        self.id = id
        self.userName = userName
        self.profile = profile
        self.source = source
    }
}

extension AppUser: TableRow {
    package enum Key: Hashable, Sendable {
        case application(ApplicationID)
        case user(UserID)
    }

    package var keys: [Key] { [.application(id.application), .user(id.user)] }
}
