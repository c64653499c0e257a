package import MockOkta
import MockOktaFormats
import MockOktaModel
import MockOktaSystem

/// Writes an org as a folder of fixture files, one for each collection that holds something.
package struct FixtureExport: Sendable {
    private let fixture: JSONObject
    private let hasSecrets: Bool

    /// The org that fixtures describe together.
    package init(_ fixtures: MockOktaServer.Fixtures, withSecrets: Bool) throws(ToolError) {
        hasSecrets = withSecrets
        do throws(MockOktaError) {
            fixture = FixtureWriter(try LoadedOrg(fixtures).organization, withSecrets: withSecrets).fixture
        } catch {
            throw .org(error)
        }
    }

    /// The current org of a running server, with changes made by its APIs.
    ///
    /// - Parameters:
    ///   - address: scheme, host and port.
    ///   - token: the control token, where the server requires one.
    ///   - withSecrets: whether to export passwords, client secrets, keys and tokens.
    ///   - client: asks the server.
    /// - Throws: an error where nothing answers, or the answer is no fixture.
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
            throw .unreachable("\(address): GET \(path) answers \(answer.status)")
        }
        if let unknown = object.keys.first(where: { !Self.known.contains($0) }) {
            throw .unreachable("\(address): GET \(path) answers with the unknown member \(unknown)")
        }
        fixture = object
        hasSecrets = withSecrets
    }

    /// The members of a fixture, which name the files.
    private static let known = ["org", "mock"] + FixtureCollection.allCases.map(\.rawValue)

    /// The files by name: `users.json` and so on, each pretty and ending in a line end.
    package var files: [(name: String, bytes: [UInt8])] {
        fixture.members.map { member in
            ("\(member.key).json", member.value.serialized(.pretty) + [UInt8(ascii: "\n")])
        }
    }

    /// Writes the files into a folder, which is made where it is absent.
    ///
    /// Files of an earlier export whose collection is empty now are removed, for the folder is read as one org; other
    /// files stay.
    ///
    /// - Parameter folder: where to.
    /// - Returns: the paths written.
    /// - Throws: what the system says of a file that cannot be written.
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
