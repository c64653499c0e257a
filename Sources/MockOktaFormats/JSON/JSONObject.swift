/// The members of a JSON object in the order in which they were written.
///
/// Look-up is linear: the objects of this protocol have tens of members at most.
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

    package init() {
        members = []
    }

    /// Keeps the given order; of two members with the same key the later value is kept, at the position of the earlier
    /// one.
    package init(_ members: some Sequence<(String, JSON)>) {
        self.members = []
        for (key, value) in members { self[key] = value }
    }

    /// Takes members whose keys are known to be distinct, without comparing them.
    package init(distinct members: [Member]) {
        self.members = members
    }

    package var keys: [String] { members.map(\.key) }

    package var isEmpty: Bool { members.isEmpty }

    /// Setting a new key appends it; setting nil removes the key.
    package subscript(_ key: String) -> JSON? {
        get { members.first { $0.key == key }?.value }
        set {
            let index = members.firstIndex { $0.key == key }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append(Member(key: key, value: value))
            case (nil, nil): break
            }
        }
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// The keys of a literal must be distinct, which is visible in the source.
    package init(dictionaryLiteral elements: (String, JSON)...) {
        self.init(distinct: elements.map { Member(key: $0.0, value: $0.1) })
    }
}
