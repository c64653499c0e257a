package import MockOkta
import MockOktaFormats
package import MockOktaHTTPClient
import MockOktaModel
import MockOktaSystem

/// Writes an org as a folder of fixture files, one for each collection that is not empty.
package struct FixtureExport: Sendable {
    private let fixture: JSONObject
    private let hasSecrets: Bool

    /// Exports the org that fixtures describe.
    package init(_ fixtures: MockOktaServer.Fixtures, withSecrets: Bool) throws(ToolError) {
        hasSecrets = withSecrets
        do throws(MockOktaError) {
            fixture = FixtureWriter(try LoadedOrg(fixtures).organization, withSecrets: withSecrets).fixture
        } catch {
            throw .org(error)
        }
    }

    /// Writes a fixture that was read from an org's Management API.
    init(imported fixture: JSONObject, withSecrets: Bool) {
        self.fixture = fixture
        hasSecrets = withSecrets
    }

    /// Exports the current org of a running server, including changes made by its APIs.
    ///
    /// - Parameters:
    ///   - address: scheme, host and port.
    ///   - token: the control token, where the server requires one.
    ///   - withSecrets: whether to export passwords, client secrets, keys and tokens.
    ///   - client: the HTTP client.
    /// - Throws: an error where no server answers, or the answer is not a fixture.
    package init(
        from address: String,
        token: String?,
        withSecrets: Bool,
        _ client: HTTPClient = .verifying
    ) throws(ToolError) {
        guard let url = PlainURL(address) else {
            throw .badArgument("--from: \(address) is not of the form http://host:port")
        }
        let prefix = url.path == "/" ? "" : url.path
        let path = prefix + "/_mock/fixtures" + (withSecrets ? "?secrets=true" : "")
        let fields = token.map { [("Authorization", "Bearer \($0)")] } ?? []
        let answer: ResponseReader.Answer
        do throws(HTTPClientError) {
            answer = try client.get(path, from: url, fields: fields)
        } catch {
            throw .unreachable("\(address): \(error)")
        }
        guard answer.status == 200, let object = try? JSON.parse(answer.body).object else {
            let remedy = answer.status == 401 ? "; --control-token is what the server was started with" : ""
            throw .unreachable("\(address): GET \(path) answers \(answer.status)\(remedy)")
        }
        if let unknown = object.keys.first(where: { !Self.known.contains($0) }) {
            throw .unreachable("\(address): GET \(path) answers with the unknown member \(unknown)")
        }
        fixture = object
        hasSecrets = withSecrets
    }

    /// The members of a fixture, after which the files are named.
    private static let known = ["org", "mock"] + FixtureCollection.allCases.map(\.rawValue)

    /// The files by name, such as `users.json`: indented JSON with a line end.
    package var files: [(name: String, bytes: [UInt8])] {
        fixture.members.map { member in
            ("\(member.key).json", member.value.serialized(.pretty) + [UInt8(ascii: "\n")])
        }
    }

    /// Writes the files into a folder, which is created where it is absent.
    ///
    /// Removes files of an earlier export whose collection is now empty, because the folder is read as one org. Other
    /// files are kept.
    ///
    /// - Parameter folder: the path of the folder.
    /// - Returns: the paths of the files.
    /// - Throws: the system's error for a file that cannot be written.
    package func write(to folder: String) throws(ToolError) -> [String] {
        do throws(FileError) {
            try FileBytes.makeFolder(folder)
            let prefix = folder.hasSuffix("/") ? folder : folder + "/"
            let files = files
            for name in Self.known.map({ $0 + ".json" }) where !files.contains(where: { $0.name == name }) {
                FileBytes.remove(prefix + name)
            }
            for file in files { try FileBytes.replace(prefix + file.name, with: file.bytes, isSecret: hasSecrets) }
            return files.map { prefix + $0.name }
        } catch {
            throw .cannotWrite("\(folder): \(error.reason)")
        }
    }
}
