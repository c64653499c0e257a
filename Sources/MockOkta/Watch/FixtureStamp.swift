import MockOktaSystem

/// What tells whether fixture files are still the same, without reading them.
struct FixtureStamp: Hashable {
    private struct File: Hashable {
        let path: String
        let stamp: FileStamp
    }

    private var files: [File] = []

    init(_ fixtures: MockOktaServer.Fixtures) {
        for part in fixtures.parts {
            switch part {
            case .builtIn, .text: break
            case .path(let path), .optionalFolder(let path): add(path)
            }
        }
    }

    private mutating func add(_ path: String) {
        guard (try? FileBytes.isFolder(path)) == true else { return stamp(path) }
        for name in (try? FileBytes.names(in: path)) ?? [] where FixtureFiles.isFixture(name) {
            stamp("\(path)/\(name)")
        }
    }

    /// A file that is absent has no stamp, so that its going and coming are changes.
    private mutating func stamp(_ path: String) {
        if let stamp = FileStamp(path) { files.append(File(path: path, stamp: stamp)) }
    }
}
