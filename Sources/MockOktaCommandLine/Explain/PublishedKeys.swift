import MockOktaControl
import MockOktaCrypto
import MockOktaFormats
import MockOktaHTTPClient
import MockOktaIssuing
import MockOktaModel
import MockOktaSystem

/// The keys that an issuer publishes, for checks without the control API.
struct PublishedKeys {
    private let issuer: TokenIssuer

    init(_ address: String, _ url: PlainURL, _ client: HTTPClient) throws(ToolError) {
        let address = address.hasSuffix("/") ? String(address.dropLast()) : address
        let discovery: Discovery
        do throws(Discovery.Failure) {
            discovery = try Discovery(address, url, client)
        } catch {
            throw .unreachable("\(address): \(error.reason)")
        }
        guard let text = discovery.document["jwks_uri"]?.string, let keys = PlainURL(text) else {
            throw .unreachable("\(address): its discovery document has no jwks_uri")
        }
        let answer: ResponseReader.Answer
        do throws(HTTPClientError) {
            answer = try client.get(keys.path, from: keys)
        } catch {
            throw .unreachable("\(text): \(error)")
        }
        let rows = (try? JSON.parse(answer.body))?["keys"]?.array ?? []
        issuer = TokenIssuer(
            name: discovery.issuer ?? address,
            issuer: discovery.issuer ?? address,
            audience: nil,
            keys: rows.compactMap { row in
                guard let key = row.object, let id = key["kid"]?.string else { return nil }
                return TokenIssuer.Key(id: id, key: JWK.publicKey(key))
            }
        )
    }

    func explanation(of jwt: JWT, _ request: TokenReportRequest) throws(ToolError) -> TokenExplanation {
        let expected = TokenExpectation(
            issuer: request.issuer,
            audience: request.audience,
            scopes: request.scope?.split(separator: " ").map(String.init) ?? []
        )
        let real = Instant(microseconds: WallClock.microseconds)
        let clocks = TokenClocks(now: try request.instant ?? real, real: real)
        return JWTChecks(jwt, expected, server: issuer, among: [issuer]).explanation(by: clocks)
    }
}

extension TokenReportRequest {
    fileprivate var instant: Instant? {
        get throws(ToolError) {
            guard let at else { return nil }
            guard let microseconds = RFC3339.parse(at) else {
                throw .badArgument("--at: \(at) is no instant with a zone, such as 2026-01-01T00:00:00Z")
            }
            return Instant(microseconds: microseconds)
        }
    }
}
