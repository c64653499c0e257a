import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// An issuer whose assertions a server takes (RFC 7523 §3): `trustedIssuers` of the server in the fixture.
struct TrustedIssuer {
    let issuer: String
    private let keys: [JSONObject]

    fileprivate init?(_ row: JSON) {
        guard let issuer = row["issuer"]?.string else { return nil }
        self.issuer = issuer
        keys = (row["jwks"]?["keys"]?.array ?? []).compactMap(\.object)
    }

    /// The key that a JWT names by `kid`, which may be left out where there is only one.
    func key(id: String?) -> JSONObject? {
        guard let id else { return keys.count == 1 ? keys.first : nil }
        return keys.first { $0["kid"]?.string == id }
    }
}

extension AuthorizationServer {
    var trustedIssuers: [TrustedIssuer] { (source["trustedIssuers"]?.array ?? []).compactMap(TrustedIssuer.init) }

    /// Whether tokens of another server of the org may be exchanged here: `associatedServers` names it.
    func trusts(_ other: AuthorizationServer) -> Bool {
        let names = source["associatedServers"]?.strings ?? []
        return [other.id.rawValue, other.name, other.address].contains { name in name.map(names.contains) ?? false }
    }
}
