import MockOktaFormats

extension JSON {
    /// A link with its allowed methods (HAL, in Okta's format).
    static func link(_ href: JSON, _ methods: String...) -> JSON {
        ["href": href, "hints": ["allow": .array(methods.map { .string($0) })]]
    }

    /// A link with one method.
    static func link(_ href: JSON, method: String) -> JSON { ["href": href, "method": .string(method)] }

    static func link(_ href: JSON) -> JSON { ["href": href] }
}

extension APICall {
    /// The link `activate` or `deactivate`, depending on the object's status.
    func lifecycleLink(_ path: String, isActive: Bool) -> JSONObject {
        let name = isActive ? "deactivate" : "activate"
        return [name: .link(href("\(path)/lifecycle/\(name)"), "POST")]
    }
}

extension JSONObject {
    /// Returns this object with the members of another, which replace those of the same name.
    func adding(_ other: JSONObject) -> JSONObject {
        var object = self
        for member in other.members { object[member.key] = member.value }
        return object
    }
}
