import MockOktaFormats

/// A value of the fixtures with its place, and with the values of earlier files that it overlays.
///
/// A later file that names an object again adds to it: members it gives win, members it leaves out stay. Nothing is
/// copied together for that; a look-up goes through the layers, so each value still knows its own file and line.
struct FixtureNode: Sendable {
    struct Layer: Sendable {
        let file: Int
        let path: String
        /// The name of a member; empty for a root and for elements.
        let key: String
        let keyPosition: SourcePosition
        let value: LocatedJSON
    }

    let top: Layer
    private(set) var below: [Layer] = []

    init(file: Int, path: String, value: LocatedJSON) {
        top = Layer(file: file, path: path, key: "", keyPosition: value.position, value: value)
    }

    private init(top: Layer, below: [Layer] = []) {
        self.top = top
        self.below = below
    }

    /// This object with a later file's object laid over it.
    func overlaid(by later: FixtureNode) -> FixtureNode {
        FixtureNode(top: later.top, below: below + [top])
    }

    /// The name of this member.
    var key: String { top.key }

    var string: String? { top.value.string }
    var integer: Int? { top.value.integer }
    var bool: Bool? { top.value.bool }
    var isEmptyArray: Bool { top.value.array?.isEmpty == true }
    var isObject: Bool { top.value.members != nil }

    /// A member of an object; nil for absent members and for null, which Okta writes for what is not set.
    subscript(_ key: String) -> FixtureNode? {
        // A fixture of one file has no layers, and each of its members is looked up several times.
        guard !below.isEmpty else {
            return top.member(key).flatMap { $0.isNull ? nil : FixtureNode(top: $0) }
        }
        let layers = (below + [top]).compactMap { $0.member(key) }
        guard let top = layers.last, !top.isNull else { return nil }
        guard top.value.members != nil else { return FixtureNode(top: top) }
        return FixtureNode(top: top, below: layers.dropLast().filter { $0.value.members != nil })
    }

    /// A member of a member: `node["profile", "login"]`.
    subscript(_ first: String, _ second: String, _ more: String...) -> FixtureNode? {
        more.reduce(self[first]?[second]) { $0?[$1] }
    }

    /// The elements of an array; none for other values.
    var elements: [FixtureNode] {
        (top.value.array ?? []).enumerated().map { index, value in
            FixtureNode(file: top.file, path: "\(top.path)[\(index)]", value: value)
        }
    }

    /// The strings among an array's elements.
    var strings: [String] { top.value.array?.compactMap(\.string) ?? [] }

    /// The keys of an object, those of earlier files first.
    var keys: [String] {
        guard !below.isEmpty else { return top.value.members?.map(\.key) ?? [] }
        var seen: Set<String> = []
        return (below + [top]).flatMap { $0.value.members ?? [] }.map(\.key).filter { seen.insert($0).inserted }
    }

    /// All members of an object, null ones included.
    var members: [FixtureNode] {
        keys.compactMap { key in
            self[key] ?? (below + [top]).compactMap { $0.member(key) }.last.map { FixtureNode(top: $0) }
        }
    }

    /// The value without its places, layers laid over one another.
    var json: JSON {
        guard !below.isEmpty else { return top.value.json }
        return .object(object)
    }

    var object: JSONObject {
        guard !below.isEmpty else { return top.value.json.object ?? [:] }
        return JSONObject(keys.map { key in (key, self[key]?.json ?? .null) })
    }
}

extension FixtureNode.Layer {
    fileprivate var isNull: Bool {
        if case .null = value.content { true } else { false }
    }

    fileprivate func member(_ key: String) -> FixtureNode.Layer? {
        guard let member = value.members?.first(where: { $0.key == key }) else { return nil }
        return FixtureNode.Layer(
            file: file,
            path: path.isEmpty ? key : "\(path).\(key)",
            key: key,
            keyPosition: member.keyPosition,
            value: member.value
        )
    }
}
