package import MockOkta
import MockOktaSystem

/// The metadata of fixture files that changes with their contents.
package struct FixtureStamp: Hashable, Sendable {
    private struct File: Hashable {
        let path: String
        let stamp: FileStamp
    }

    private var files: [File] = []

    package init(_ fixtures: MockOktaServer.Fixtures) {
        for part in fixtures.parts {
            switch part {
            case .builtIn, .text, .standardInput: break
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

    /// An absent file has no stamp, so that its removal and its creation are changes.
    private mutating func stamp(_ path: String) {
        if let stamp = FileStamp(path) { files.append(File(path: path, stamp: stamp)) }
    }
}
