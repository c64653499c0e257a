import MockOktaFormats

/// The unmerged fixture files: the objects of each collection, file by file.
struct FixtureDocuments {
    private(set) var org: FixtureNode?
    private(set) var mock: FixtureNode?
    private(set) var objects: [FixtureCollection: [FixtureNode]] = [:]
    /// The collections that a file gives as an empty array.
    private(set) var emptyCollections: Set<FixtureCollection> = []
    private let isOnlyFile: Bool
    private let log: ProblemLog

    /// Reads files.
    ///
    /// - Parameters:
    ///   - sources: the files.
    ///   - firstFile: the log's number of the first file.
    ///   - log: receives a problem for text that is not a fixture.
    init(_ sources: [FixtureSource], firstFile: Int, log: ProblemLog) {
        self.log = log
        isOnlyFile = sources.count == 1
        for (index, source) in sources.enumerated() {
            let file = firstFile + index
            do throws(JSONSyntaxError) {
                let value = try JSONReader.read(source.bytes, dialect: .json5)
                add(replacingVariables(value, file: file, source), file: file, source)
            } catch {
                log.syntaxError(error, file: file)
            }
        }
    }

    private func replacingVariables(_ value: LocatedJSON, file: Int, _ source: FixtureSource) -> LocatedJSON {
        guard let variable = source.variable else { return value }
        return FixtureVariables(value: variable).replaced(in: value) { string, name in
            log.error(
                FixtureNode(file: file, path: "", value: string),
                "names the environment variable \(Wording.quoted(name)), which is not set"
                    + " (allowed: ${\(name):-default}, or $${\(name)} for the text itself)"
            )
        }
    }

    private mutating func add(_ value: LocatedJSON, file: Int, _ source: FixtureSource) {
        let stem = source.stem
        let node = FixtureNode(file: file, path: stem, value: value)
        if let collection = FixtureCollection(rawValue: stem), value[collection.rawValue]?.array == nil {
            warnOfShape(node, of: collection)
            add(node, to: collection)
        } else if stem == "org", isBare(value) {
            org = overlay(org, node)
        } else if stem == "mock", isBare(value) {
            mock = overlay(mock, node)
        } else if isOtherCollection(value, source) {
            let names = ["org", "mock"] + FixtureCollection.allCases.map(\.rawValue)
            // A folder of an export contains collections that this double does not use; a file given by itself is
            // intended.
            log.add(
                isOnlyFile ? .error : .warning,
                FixtureNode(file: file, path: "", value: value),
                "is \(Wording.found(value)) and passed over, for a file of one collection is named after it"
                    + Wording.didYouMean(stem, among: names) + Wording.allowed(names)
            )
        } else {
            addFixture(FixtureNode(file: file, path: "", value: value), isReplacing: source.isReplacing)
        }
    }

    /// Says that the name of a file makes it a collection, where nothing in the file looks like it.
    private func warnOfShape(_ node: FixtureNode, of collection: FixtureCollection) {
        guard node.isObject, !node.keys.isEmpty else { return }
        let known = FixtureSchema.element(of: collection).names
        guard !node.keys.contains(where: { known.contains($0) || $0 == "$delete" || $0 == "errorCode" }) else { return }
        log.warning(
            node,
            "is read as one object of the collection \(collection.rawValue), after the name of the file, and has no "
                + "member of one; a file with another name is a whole fixture"
        )
    }

    /// Whether a file is the result of another list endpoint of Okta: an array of objects, or one object with an id.
    private func isOtherCollection(_ value: LocatedJSON, _ source: FixtureSource) -> Bool {
        guard source.isFile else { return false }
        if let elements = value.array { return elements.allSatisfy { $0.members != nil } }
        return isBare(value) && value["id"]?.string != nil
    }

    /// Whether an object is an element of the collection that the file is named after, and not a complete fixture.
    private func isBare(_ value: LocatedJSON) -> Bool {
        let known = FixtureSchema.file.names
        return value.members.map { !$0.isEmpty && !$0.contains { known.contains($0.key) } } ?? false
    }

    private mutating func addFixture(_ root: FixtureNode, isReplacing: Bool) {
        guard root.isObject else {
            return log.error(root, "a fixture is \(Wording.found(root.top.value)) (allowed: an object)")
        }
        let known = FixtureSchema.file.names
        // $schema refers to the schema that editors use for completion.
        for key in root.members where !known.contains(key.key) && key.key != "$schema" {
            log.unknownKey(key, known: known)
        }
        org = overlay(isReplacing && root["org"] != nil ? nil : org, root["org"])
        mock = overlay(mock, root["mock"])
        for collection in FixtureCollection.allCases {
            if let node = root[collection.rawValue] { add(node, to: collection) }
        }
    }

    private func overlay(_ earlier: FixtureNode?, _ later: FixtureNode?) -> FixtureNode? {
        guard let later else { return earlier }
        guard later.isObject else {
            log.error(later, "is \(Wording.found(later.top.value)) (allowed: an object)")
            return earlier
        }
        return earlier?.overlaid(by: later) ?? later
    }

    private mutating func add(_ node: FixtureNode, to collection: FixtureCollection) {
        if node.isEmptyArray { emptyCollections.insert(collection) }
        objects[collection, default: []] += Self.objects(in: node, log)
    }

    /// The objects of an array; reports elements of other types.
    ///
    /// Okta's list endpoints return arrays; a single object, as Okta's other endpoints return, is accepted too.
    static func objects(in node: FixtureNode, _ log: ProblemLog) -> [FixtureNode] {
        if !node.isObject, node.top.value.array == nil {
            log.error(node, "is \(Wording.found(node.top.value)) (allowed: an array of objects)")
        }
        return (node.isObject ? [node] : node.elements).filter { object in
            guard object.isObject else {
                log.error(object, "is \(Wording.found(object.top.value)) (allowed: an object)")
                return false
            }
            if let summary = object["errorSummary"]?.string, object["errorCode"] != nil {
                log.error(object, "is an error that Okta's API answered: \(Wording.quoted(summary))")
                return false
            }
            return true
        }
    }
}
