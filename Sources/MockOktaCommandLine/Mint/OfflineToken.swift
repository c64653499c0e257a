package import MockOkta
import MockOktaControl
import MockOktaFormats
import MockOktaModel

/// Mints a token from fixtures only; a server started with the same fixtures publishes the key that verifies it.
package struct OfflineToken {
    private let org: LoadedOrg
    private let request: OfflineTokenRequest

    package init(_ fixtures: MockOktaServer.Fixtures, _ request: OfflineTokenRequest) throws(ToolError) {
        do throws(MockOktaError) {
            org = try LoadedOrg(fixtures)
        } catch {
            throw .org(error)
        }
        self.request = request
    }

    /// The token in compact form.
    package func text() throws(ToolError) -> String {
        let parties = try TokenParties(request, org.organization)
        let operations = try operations()
        guard parties.server.signingKey.privateKey != nil || request.seed != nil else {
            throw .badData(
                "server \(parties.server.name) has no key in the fixture, so that no server could verify the token: "
                    + "add credentials.signing.privateKey, or start the server with --seed and pass the same number here"
            )
        }
        var members = parties.members
        members["kind"] = .string(request.kind.rawValue)
        if let lifetime = request.lifetime { members["ttl"] = .string(lifetime.iso8601) }
        if !request.claims.isEmpty {
            members["claims"] = .object(JSONObject(request.claims.map { ($0.name, Self.value($0.value)) }))
        }
        do throws(ControlError) {
            return try operations.mint(members).text
        } catch {
            throw .badData(error.message)
        }
    }

    private func operations() throws(ToolError) -> ControlOperations {
        let configuration = MockOktaServer.Configuration(
            baseURL: request.baseURL,
            clock: request.clock,
            seed: request.seed
        )
        do throws(MockOktaError) {
            return try ControlOperations.offline(org, configuration)
        } catch {
            throw .org(error)
        }
    }

    /// A value as JSON, such as `["a"]`, `5` or `true`, where it parses as such, else as a string.
    private static func value(_ text: String) -> JSON { (try? JSON.parse(Array(text.utf8))) ?? .string(text) }
}
