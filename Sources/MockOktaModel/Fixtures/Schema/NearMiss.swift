import MockOktaFormats

/// Suggests a known member for an unknown member of an object.
///
/// Okta's objects have many members that this double keeps and does not interpret, so only very similar names count.
enum NearMiss {
    /// The suggested member, as a path from the object; nil when none is similar.
    static func suggestion(for key: String, in object: ObjectSchema) -> String? {
        guard !key.hasPrefix("_"), !key.hasPrefix("$") else { return nil }
        let plain = plain(key)
        let names = object.names
        if let name = names.first(where: { self.plain($0) == plain }) { return name }
        guard plain.utf8.count >= 4 else { return nil }
        if let path = deeper(plain, in: object) { return path }
        let near = names.first { isTypingMistake(plain, self.plain($0)) }
        return near ?? names.first { plain.hasPrefix(self.plain($0)) && $0.utf8.count >= 8 }
    }

    private static func isTypingMistake(_ one: String, _ other: String) -> Bool {
        guard other.utf8.count >= 5, abs(other.utf8.count - one.utf8.count) <= 2 else { return false }
        let distance = EditDistance.between(one, other)
        // Names with different meanings often differ in their first or last character, such as client_id and
        // client_uri.
        let endsAlike = one.utf8.first == other.utf8.first && one.utf8.last == other.utf8.last
        return distance <= 1 || (distance == 2 && one.utf8.count >= 8 && endsAlike)
    }

    /// The path of a member inside nested objects.
    private static func deeper(_ plain: String, in object: ObjectSchema) -> String? {
        for field in object.fields {
            guard let child = field.schema.object else { continue }
            if let name = child.names.first(where: { self.plain($0) == plain }) { return "\(field.name).\(name)" }
            if let path = deeper(plain, in: child) { return "\(field.name).\(path)" }
        }
        return nil
    }

    /// Only letters and digits, in lower case: `redirectUris` and `redirect_uris` become equal.
    private static func plain(_ name: String) -> String {
        String(decoding: name.asciiLowercased.utf8.filter(ASCII.isLetterOrDigit), as: UTF8.self)
    }
}

extension Schema {
    /// The schema of an object; nil for other types, and for arrays, whose elements are separate objects.
    fileprivate var object: ObjectSchema? {
        switch self {
        case .object(let object): object
        case .either(.object(let object), _): object
        default: nil
        }
    }
}
