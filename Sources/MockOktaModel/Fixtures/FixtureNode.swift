import MockOktaFormats

/// A value of the fixtures with its position, and with the values of earlier files that it overrides.
///
/// If a later file contains an object again, its members are added: members it gives replace earlier ones, members it
/// leaves out are kept. The objects are not copied into one; a look-up goes through the layers, so each value keeps its
/// own file and line.
struct FixtureNode: Sendable {
    /// The value that one file gives.
    struct Layer: Sendable {
        let file: Int
        let path: String
        /// The name of a member; empty for a root and for array elements.
        let key: String
        let keyPosition: SourcePosition
        let value: LocatedJSON
    }

    /// A member of merged files that is not part of the object: other names by which objects refer to it.
    static let aliasesKey = "$aliases"

    let top: Layer
    private(set) var below: [Layer] = []

    init(file: Int, path: String, value: LocatedJSON) {
        top = Layer(file: file, path: path, key: "", keyPosition: value.position, value: value)
    }

    private init(top: Layer, below: [Layer] = []) {
        self.top = top
        self.below = below
    }

    /// This object overlaid by a later file's object.
    func overlaid(by later: FixtureNode) -> FixtureNode {
        FixtureNode(top: later.top, below: below + [top])
    }

    /// A part of this value that one file gives.
    func layer(_ layer: Layer) -> FixtureNode { FixtureNode(top: layer) }

    /// The name of this member.
    var key: String { top.key }

    /// The values of each file, the earliest first.
    var layers: [Layer] { below + [top] }

    var string: String? { top.value.string }
    var integer: Int? { top.value.integer }
    var bool: Bool? { top.value.bool }
    var isEmptyArray: Bool { top.value.array?.isEmpty == true }
    var isObject: Bool { top.value.members != nil }

    /// A member of an object; nil for absent members and for null, which Okta writes for unset members.
    subscript(_ key: String) -> FixtureNode? {
        // A fixture of one file has no layers, and each of its members is looked up several times.
        guard !below.isEmpty else {
            return top.member(key).flatMap { $0.isNull ? nil : FixtureNode(top: $0) }
        }
        return Self.node(of: layers.compactMap { $0.member(key) })
    }

    /// A member of a member: `node["profile", "login"]`.
    subscript(_ first: String, _ second: String, _ more: String...) -> FixtureNode? {
        more.reduce(self[first]?[second]) { $0?[$1] }
    }

    /// A member that may be written in either of two places; in a file that writes both, the first place takes
    /// precedence.
    func member(_ name: String, or path: [String]) -> FixtureNode? {
        Self.node(of: layers.compactMap { $0.member(name) ?? $0.member(path) })
    }

    private static func node(of layers: [Layer]) -> FixtureNode? {
        guard let top = layers.last, !top.isNull else { return nil }
        guard top.value.members != nil else { return FixtureNode(top: top) }
        // Null or a value of another type discards the values of earlier files.
        let start = layers.lastIndex { $0.value.members == nil }.map { $0 + 1 } ?? 0
        return FixtureNode(top: top, below: Array(layers[start...].dropLast()))
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
        guard !below.isEmpty else { return top.value.members?.map(\.key).filter { $0 != Self.aliasesKey } ?? [] }
        var seen: Set<ExactString> = []
        return layers.flatMap { $0.value.members ?? [] }.map(\.key).filter {
            $0 != Self.aliasesKey && seen.insert(ExactString($0)).inserted
        }
    }

    /// All members of an object, null ones included.
    var members: [FixtureNode] {
        keys.compactMap { key in
            self[key] ?? layers.compactMap { $0.member(key) }.last.map { FixtureNode(top: $0) }
        }
    }

    /// The value without positions, with layers merged.
    var json: JSON {
        guard !below.isEmpty || isObject else { return top.value.json }
        return .object(object)
    }

    var object: JSONObject {
        guard !below.isEmpty else {
            var object = top.value.json.object ?? [:]
            object[Self.aliasesKey] = nil
            return object
        }
        return JSONObject(distinct: keys.map { JSONObject.Member(key: $0, value: self[$0]?.json ?? .null) })
    }
}

extension FixtureNode.Layer {
    var isNull: Bool {
        if case .null = value.content { true } else { false }
    }

    func member(_ key: String) -> FixtureNode.Layer? {
        guard let member = value.members?.first(where: { $0.key.hasSameBytes(as: key) }) else { return nil }
        return FixtureNode.Layer(
            file: file,
            path: path.isEmpty ? key : "\(path).\(key)",
            key: key,
            keyPosition: member.keyPosition,
            value: member.value
        )
    }

    func member(_ path: [String]) -> FixtureNode.Layer? {
        path.reduce(self as FixtureNode.Layer?) { $0?.member($1) }
    }
}
