import MockOktaFormats
import MockOktaModel
import Testing

/// A file over another, a PATCH over it, and both merged into one file are the same org, and an export gives it back.
@Suite struct OverlayPropertyTests {
    @Test func `a thousand pairs of fixtures are the same org however they are laid over one another`() throws {
        var pairs = 0
        for number in 0... {
            var fixtures = RandomFixture(number)
            let (first, second) = (fixtures.text(isLater: false), fixtures.text(isLater: true))
            guard let base = FixtureReader.read([source("first", first)]).organization else { continue }
            let files = FixtureReader.read([source("first", first), source("second", second)])
            let patched = FixtureReader.read([source("second", second)], over: base)
            #expect((files.organization == nil) == (patched.organization == nil), "\(first)\n\(second)")
            guard let org = files.organization else { continue }
            pairs += 1
            let expected = describe(org)
            let merged = FixtureReader.merged([source("first", first), source("second", second)])
            let folded = FixtureReader.read(FixtureReader.merged([source("first", first)])).organization
            let ways = [
                ("PATCH", patched.organization),
                ("merged file", FixtureReader.read(merged).organization),
                ("merged twice", FixtureReader.read(FixtureReader.merged(merged)).organization),
                (
                    "PATCH of a merged file",
                    folded.flatMap { FixtureReader.read([source("second", second)], over: $0).organization }
                ),
                ("export", FixtureReader.read(exported(org)).organization),
            ]
            for (way, other) in ways where other.map(describe) != expected {
                let difference = zip(other.map(describe) ?? [], expected).first { $0 != $1 }
                let counts = "\(other.map(describe)?.count ?? 0) \(expected.count)"
                Issue.record("\(number) by \(way) \(counts): \(difference ?? ("", ""))\n\(first)\n\(second)")
                return
            }
            if pairs == 1000 { break }
        }
        #expect(pairs == 1000)
    }

    private func source(_ name: String, _ text: String) -> FixtureSource {
        FixtureSource(name: "\(name).json", bytes: Array(text.utf8))
    }

    private func exported(_ org: Organization) -> [FixtureSource] {
        FixtureWriter(org, withSecrets: true).fixture.members.map {
            FixtureSource(name: "\($0.key).json", bytes: $0.value.serialized())
        }
    }
}
