/// The members of a JSON object in the order in which they were written.
///
/// Look-up is linear where there are few members, as in all objects of OAuth and Okta; an object of a stranger that has
/// more has an index, because reading it member by member would take time that grows with the square of their number.
package struct JSONObject: Hashable, Sendable {
    package struct Member: Hashable, Sendable {
        package let key: String
        package var value: JSON

        package init(key: String, value: JSON) {
            self.key = key
            self.value = value
        }
    }

    package private(set) var members: [Member]
    /// The places of the members by key, where they are many; nil for few.
    private var places: [ExactString: Int]?

    /// The number of members from which on an index is kept.
    private static let many = 64

    package init() {
        members = []
    }

    /// Keeps the given order; of two members with the same key the later value is kept, at the position of the earlier
    /// one.
    @inlinable package init(_ members: some Sequence<(String, JSON)>) {
        self.init()
        for (key, value) in members { self[key] = value }
    }

    /// Takes members whose keys are known to be distinct, without comparing them.
    package init(distinct members: [Member]) {
        self.members = members
        indexIfMany()
    }

    package var keys: [String] { members.map(\.key) }

    package var isEmpty: Bool { members.isEmpty }

    /// Setting a new key appends it; setting nil removes the key.
    package subscript(_ key: String) -> JSON? {
        get { place(of: key).map { members[$0].value } }
        set {
            switch (place(of: key), newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil):
                members.remove(at: index)
                places = nil
                indexIfMany()
            case (nil, let value?):
                members.append(Member(key: key, value: value))
                if places == nil { indexIfMany() } else { places?[ExactString(key)] = members.count - 1 }
            case (nil, nil): break
            }
        }
    }

    private func place(of key: String) -> Int? {
        if let places { return places[ExactString(key)] }
        return members.firstIndex { $0.key == key }
    }

    private mutating func indexIfMany() {
        guard members.count >= Self.many else { return }
        var places: [ExactString: Int] = [:]
        places.reserveCapacity(members.count)
        for (index, member) in members.enumerated() { places[ExactString(member.key)] = index }
        self.places = places
    }

    // The index follows from the members.
    package static func == (one: JSONObject, other: JSONObject) -> Bool { one.members == other.members }

    package func hash(into hasher: inout Hasher) { hasher.combine(members) }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// The keys of a literal must be distinct, which is visible in the source.
    package init(dictionaryLiteral elements: (String, JSON)...) {
        self.init(distinct: elements.map { Member(key: $0.0, value: $0.1) })
    }
}
