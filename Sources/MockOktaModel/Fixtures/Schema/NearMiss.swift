import MockOktaFormats

/// Finds what somebody meant by a member that an object does not have.
///
/// Okta's objects have many members that this double keeps and does not interpret, so only what is very near counts.
enum NearMiss {
    /// The member meant, as a path from the object; nil for one that is like no other.
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
        // Words of another meaning differ at their ends, as client_id and client_uri do.
        let endsAlike = one.utf8.first == other.utf8.first && one.utf8.last == other.utf8.last
        return distance <= 1 || (distance == 2 && one.utf8.count >= 8 && endsAlike)
    }

    /// The path of a member inside the objects of this one.
    private static func deeper(_ plain: String, in object: ObjectSchema) -> String? {
        for field in object.fields {
            guard let child = field.schema.object else { continue }
            if let name = child.names.first(where: { self.plain($0) == plain }) { return "\(field.name).\(name)" }
            if let path = deeper(plain, in: child) { return "\(field.name).\(path)" }
        }
        return nil
    }

    /// Letters and digits alone, in lower case: `redirectUris` and `redirect_uris` are one word.
    private static func plain(_ name: String) -> String {
        String(decoding: name.asciiLowercased.utf8.filter { ASCII.isLetter($0) || ASCII.isDigit($0) }, as: UTF8.self)
    }
}

extension Schema {
    /// The members of an object; nil for other kinds, and for arrays, whose elements are objects of their own.
    fileprivate var object: ObjectSchema? {
        switch self {
        case .object(let object): object
        case .either(.object(let object), _): object
        default: nil
        }
    }
}
