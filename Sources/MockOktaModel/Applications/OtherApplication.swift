package import MockOktaFormats

/// An app that is no OAuth client and is only shown: SAML, bookmarks, the catalogue (Okta's Application object).
package struct OtherApplication: Sendable {
    package var id: Identifier<OtherApplication>
    package var label: String
    package var isActive: Bool
    package var source: JSONObject

    package init(id: Identifier<OtherApplication>, label: String, isActive: Bool, source: JSONObject) {
        self.id = id
        self.label = label
        self.isActive = isActive
        self.source = source
    }
}

extension OtherApplication: TableRow {
    /// By label.
    package var keys: [ExactString] { [ExactString(label)] }
}
