package import MockOktaFormats

/// An app that is not an OAuth client and is only listed: SAML, bookmark or catalog app (Okta's Application object).
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
    /// The table key: the label.
    package var keys: [ExactString] { [ExactString(label)] }
}
