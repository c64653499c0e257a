import MockOktaFormats
import MockOktaModel
import Testing

struct BrokenFixturesTests {
    @Test func `a fixture cut anywhere is a problem and no crash`() {
        let bytes = fixtureFile("okta-docs.json").bytes
        for end in stride(from: 0, to: bytes.count - 2, by: 53) {
            let result = FixtureReader.read([FixtureSource(name: "cut.json", bytes: Array(bytes[..<end]))])
            #expect(result.organization == nil)
            #expect(result.errors.count == 1)
        }
    }

    @Test(arguments: [JSON.null, 5, "text", [], [:]] as [JSON])
    func `any value in any place is read or told, never a crash`(value: JSON) throws {
        let whole = withoutKeys(try JSON.parse(fixtureFile("okta-docs.json").bytes))
        for mutant in mutants(of: whole, value) {
            let result = FixtureReader.read([FixtureSource(name: "a.json", bytes: mutant.serialized(.pretty))])
            #expect((result.organization == nil) == !result.errors.isEmpty)
        }
    }

    /// Keys take most of the time of a reading.
    private func withoutKeys(_ value: JSON) -> JSON {
        switch value {
        case .array(let elements): .array(elements.map(withoutKeys))
        case .object(let object):
            .object(
                JSONObject(
                    object.members.filter { $0.key != "privateKey" }.map { ($0.key, withoutKeys($0.value)) }
                )
            )
        default: value
        }
    }

    /// The value with each of its parts in turn replaced.
    private func mutants(of whole: JSON, _ value: JSON) -> [JSON] {
        switch whole {
        case .array(let elements):
            return [value]
                + elements.indices.flatMap { index in
                    mutants(of: elements[index], value).map { mutant in
                        var changed = elements
                        changed[index] = mutant
                        return .array(changed)
                    }
                }
        case .object(let object):
            return [value]
                + object.members.flatMap { member in
                    mutants(of: member.value, value).map { mutant in
                        var changed = object
                        changed[member.key] = mutant
                        return .object(changed)
                    }
                }
        default: return [value]
        }
    }
}
