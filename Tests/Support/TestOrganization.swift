import Glibc
package import MockOktaModel

/// The orgs that tests run against: fixture text, read as the program reads it.
package enum TestOrganization {
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// What runs when no fixture is named.
    package static func builtIn() throws -> String { try repositoryFile("Fixtures/default.json") }

    /// The org of Okta's own documents.
    package static func oktaDocs() throws -> String { try repositoryFile("Fixtures/okta-docs.json") }

    /// Reads fixtures, later ones over earlier ones; warnings are fine, errors are not.
    package static func read(_ texts: [String]) throws -> Organization {
        let sources = texts.enumerated().map { index, text in
            FixtureSource(name: "fixture\(index).json5", bytes: Array(text.utf8))
        }
        let result = FixtureReader.read(sources)
        guard let organization = result.organization else {
            throw Failure(description: result.problems.map(\.description).joined(separator: "\n"))
        }
        return organization
    }

    /// All that is said of fixtures, warnings too.
    package static func problems(_ texts: [String]) -> [String] {
        let sources = texts.map { FixtureSource(name: "fixture.json5", bytes: Array($0.utf8)) }
        return FixtureReader.read(sources).problems.map(\.description)
    }

    /// The text of a file of this repository.
    package static func repositoryFile(_ name: String) throws -> String {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let path = "/\(root)/\(name)"
        guard let stream = unsafe fopen(path, "r") else { throw Failure(description: "cannot read \(path)") }
        defer { unsafe fclose(stream) }
        var bytes: [UInt8] = []
        var room = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = unsafe fread(&room, 1, room.count, stream)
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes.append(contentsOf: room[..<count])
        }
    }
}
