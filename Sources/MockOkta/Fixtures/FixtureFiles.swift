import CMockOktaFixtures
import MockOktaFormats
package import MockOktaModel
import MockOktaSystem

/// Reads fixtures from their files; no other code reads them.
package enum FixtureFiles {
    /// Returns the contents of all files that fixtures name, in order of precedence.
    ///
    /// Strings in fixtures may refer to environment variables.
    package static func read(_ fixtures: MockOktaServer.Fixtures) throws(MockOktaError) -> [FixtureSource] {
        var sources = try bytes(fixtures)
        for index in sources.indices where !sources[index].isChecked {
            sources[index].variable = CurrentProcess.environment
        }
        return sources
    }

    private static func bytes(_ fixtures: MockOktaServer.Fixtures) throws(MockOktaError) -> [FixtureSource] {
        var sources: [FixtureSource] = []
        for part in fixtures.parts {
            switch part {
            case .builtIn: sources.append(builtIn)
            case .text(let text): sources.append(FixtureSource(name: "fixture", bytes: Array(text.utf8)))
            case .standardInput: sources.append(try readStandardInput())
            case .path(let path): sources += try read(path)
            case .optionalFolder(let path):
                sources += holdsFixture(path) ? try read(path) : [builtIn]
            }
        }
        return sources
    }

    private static func readStandardInput() throws(MockOktaError) -> FixtureSource {
        do throws(FileError) {
            return FixtureSource(name: "standard input", bytes: try FileBytes.standardInput())
        } catch {
            throw .fixtureNotReadable(path: "standard input", reason: error.reason)
        }
    }

    private static var builtIn: FixtureSource {
        let bytes = unsafe UnsafeBufferPointer(
            start: mockokta_default_fixture(),
            count: mockokta_default_fixture_size()
        )
        var source = FixtureSource(name: "default.json", bytes: unsafe Array(bytes))
        source.isChecked = true
        return source
    }

    private static func read(_ path: String) throws(MockOktaError) -> [FixtureSource] {
        let sources: [FixtureSource]
        do throws(FileError) {
            sources = try readFiles(path)
        } catch {
            guard !error.isAbsence else { throw .fixtureNotFound(path: path) }
            throw .fixtureNotReadable(path: path, reason: error.reason)
        }
        guard !sources.isEmpty else {
            throw .fixtureNotReadable(path: path, reason: "the folder holds no *.json or *.json5 file")
        }
        return sources
    }

    private static func readFiles(_ path: String) throws(FileError) -> [FixtureSource] {
        guard try FileBytes.isFolder(path) else { return [FixtureSource(name: path, bytes: try FileBytes.read(path))] }
        let folder = path.hasSuffix("/") ? path : path + "/"
        var sources: [FixtureSource] = []
        for name in try FileBytes.names(in: path) where isFixture(name) {
            sources.append(FixtureSource(name: folder + name, bytes: try FileBytes.read(folder + name)))
        }
        return sources
    }

    /// A folder that cannot be listed counts as containing a fixture, so that reading it reports the error.
    private static func holdsFixture(_ folder: String) -> Bool {
        do throws(FileError) {
            return try FileBytes.names(in: folder).contains(where: isFixture)
        } catch {
            return !error.isAbsence
        }
    }

    /// The files of folders that are not read although they look like fixtures: `users.jsonc`, `users.yaml`.
    ///
    /// A folder that cannot be listed has none; reading it reports the error.
    package static func passedOver(_ fixtures: MockOktaServer.Fixtures) -> [String] {
        fixtures.parts.flatMap { part -> [String] in
            guard case .path(let path) = part, (try? FileBytes.isFolder(path)) == true else { return [] }
            let folder = path.hasSuffix("/") ? path : path + "/"
            let names = (try? FileBytes.names(in: path)) ?? []
            return names.filter { !isFixture($0) && looksLikeFixture($0) }.map { folder + $0 }
        }
    }

    private static func looksLikeFixture(_ name: String) -> Bool {
        let name = name.asciiLowercased
        return !name.hasPrefix(".")
            && [".json", ".json5", ".jsonc", ".ndjson", ".yaml", ".yml", ".toml"].contains(where: name.hasSuffix)
    }

    /// Excludes hidden files, which editors and mounts create.
    package static func isFixture(_ name: String) -> Bool {
        !name.hasPrefix(".") && (name.hasSuffix(".json") || name.hasSuffix(".json5"))
    }
}
