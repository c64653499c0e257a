import MockOktaFormats

/// The scopes Okta gives every server, with their stock texts (Okta, "Scopes").
// swift-format-ignore
extension Scope {
    package static let reserved: [Scope] = [
        system("openid", "openid", "Signals that a request is an OpenID request."),
        system("profile", "View your profile information.", "The exact data varies based on what profile information you have provided, such as: name, time zone, picture, or birthday."),
        system("email", "View your email address.", "This allows the app to view your email address."),
        system("address", "View your address.", "This allows the app to view your address, such as: street address, city, state, and zip code."),
        system("phone", "View your phone number.", "This allows the app to view your phone number."),
        system("offline_access", "Keep you signed in to the app.", "This keeps you signed in to the app, even when you are not using it."),
        system("device_sso", "Request device secret.", "This allows you to single sign on between native client applications on your device."),
    ]

    /// The scopes of the org server: `groups`, but not `device_sso`.
    package static let orgServer: [Scope] = ["openid", "email", "profile", "address", "phone", "offline_access"].compactMap { name in
        reserved.first { $0.name == name }
    } + [system("groups", "View your groups.", "This allows the app to view the groups you are a member of.")]

    private static func system(_ name: String, _ displayName: String, _ description: String) -> Scope {
        Scope(name: name, displayName: displayName, description: description, isPublished: true, isSystem: true)
    }
}
