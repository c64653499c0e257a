import MockOktaCrypto
import MockOktaEngine
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// Mints tokens from fixtures alone; a server started on the same ones publishes the key that verifies them.
package struct OfflineMint {
    private let organization: Organization
    private let order: TokenOrder

    package init(_ fixtures: MockOktaServer.Fixtures, _ order: TokenOrder) throws(ToolError) {
        do throws(MockOktaError) {
            organization = try LoadedOrg(fixtures).organization
        } catch {
            throw .org(error)
        }
        self.order = order
    }

    /// The token in compact form.
    package func token() throws(ToolError) -> String {
        let parties = try TokenParties(order, organization)
        let (tenant, base) = try tenant()
        guard parties.server.signingKey.privateKey != nil || order.seed != nil else {
            throw .badData(
                "server \(parties.server.name) has no key in the fixture, so nobody could verify the token: "
                    + "add credentials.signing.privateKey, or say --seed with the seed of the server"
            )
        }
        var random = tenant.nextRandom()
        do throws(Refusal) {
            let snapshot = tenant.snapshot(BaseURLs(front: base))
            let plan = parties.plan(at: snapshot.now)
            let mint = TokenMint(snapshot)
            let minted =
                switch order.kind {
                case .access: try mint.accessToken(for: plan, random: &random)
                case .id: try mint.idToken(for: plan, accessToken: nil, random: &random)
                }
            return try signed(minted?.text ?? "", parties.server, tenant)
        } catch {
            throw .badData(error.why)
        }
    }

    private func tenant() throws(ToolError) -> (Tenant, base: String) {
        let configuration = MockOktaServer.Configuration(baseURL: order.baseURL, clock: order.clock, seed: order.seed)
        do throws(MockOktaError) {
            let checked = try CheckedConfiguration(configuration)
            return (try Tenant.starting(organization, checked, isFrozen: nil), checked.urls.base ?? order.baseURL)
        } catch {
            throw .org(error)
        }
    }

    /// The token with the order's claims and lifetime, signed again where they change it.
    private func signed(_ text: String, _ server: AuthorizationServer, _ tenant: Tenant) throws(Refusal) -> String {
        guard let token = JWT(text) else { return text }
        var claims = token.claims
        if let lifetime = order.lifetime, let issued = claims["iat"]?.integer {
            claims["exp"] = .integer(issued + Int(lifetime.components.seconds))
        }
        for (name, value) in order.claims { claims[name] = Self.value(value) }
        guard claims != token.claims else { return text }
        do throws(CryptoError) {
            let key = try tenant.keys.keys(of: server).active
            return try JWT.sign(claims, type: token.header["typ"]?.string, with: key)
        } catch {
            throw Refusal(.accessTokenNotGenerated, why: "signing failed: \(error)")
        }
    }

    /// JSON where it is some, such as `["a"]`, `5` or `true`, else the text itself.
    private static func value(_ text: String) -> JSON { (try? JSON.parse(Array(text.utf8))) ?? .string(text) }
}
