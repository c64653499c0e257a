package import MockOktaFormats

extension JSONObject {
    /// The object with other members; a null leaves the member out.
    package func changed(by changes: JSONObject) -> JSONObject {
        var object = self
        for change in changes.members {
            object[change.key] = change.value
            // A plain `nil` would be the value null.
            if change.value == .null { object[change.key] = JSON?.none }
        }
        return object
    }
}
