import Glibc
import MockOktaModel
import Testing

/// Reads fixture texts as files `a.json`, `b.json`, … or under the names given.
func read(_ texts: String...) -> FixtureResult {
    let names = ["a.json", "b.json", "c.json"]
    return FixtureReader.read(zip(names, texts).map { FixtureSource(name: $0, bytes: Array($1.utf8)) })
}

func read(files: KeyValuePairs<String, String>) -> FixtureResult {
    FixtureReader.read(files.map { FixtureSource(name: $0.key, bytes: Array($0.value.utf8)) })
}

/// The org of texts that must be free of errors.
func organization(_ texts: String..., location: SourceLocation = #_sourceLocation) throws -> Organization {
    let sources = texts.enumerated().map { FixtureSource(name: "\($0).json", bytes: Array($1.utf8)) }
    let result = FixtureReader.read(sources)
    #expect(result.errors.map(\.description) == [], sourceLocation: location)
    return try #require(result.organization, sourceLocation: location)
}

func lines(_ result: FixtureResult) -> [String] { result.problems.map(\.description) }

/// A file of the repository's `Fixtures` folder.
func fixtureFile(_ name: String) -> FixtureSource {
    FixtureSource(name: name, bytes: repositoryFile("Fixtures/\(name)"))
}

/// The files of a folder in `Fixtures`, in the order in which the program reads them.
func fixtureFolder(_ name: String) -> [FixtureSource] {
    repositoryFolder("Fixtures/\(name)").map { fixtureFile("\(name)/\($0)") }
}

func repositoryFile(_ path: String) -> [UInt8] {
    let descriptor = unsafe open(repositoryRoot + path, O_RDONLY)
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
        let count = unsafe buffer.withUnsafeMutableBytes { buffer in
            unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        }
        guard count > 0 else { return bytes }
        bytes += buffer[..<count]
    }
}

/// The names in a folder of the repository, hidden ones left out, in order.
func repositoryFolder(_ path: String) -> [String] {
    guard let folder = unsafe opendir(repositoryRoot + path) else { return [] }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
        unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
            names.append(unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self))
        }
    }
    return names.filter { !$0.hasPrefix(".") }.sorted()
}

private let repositoryRoot = "/" + #filePath.split(separator: "/").dropLast(5).joined(separator: "/") + "/"
