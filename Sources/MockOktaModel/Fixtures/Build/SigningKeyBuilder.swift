import MockOktaFormats

/// A server's key: from its `credentials.signing`; parts that are missing there come from the collection `keys`.
struct SigningKeyBuilder {
    var source: AuthorizationServer.SigningKeySource

    init(_ signing: FixtureNode?, keys: [FixtureNode] = [], read: FixtureKeys) {
        // The schema check has reported invalid keys, and then no org is built.
        func privateKey(_ node: FixtureNode?) -> GivenKey? {
            (node?["privateKey"]).flatMap { key in try? read.key(of: key) }
        }
        let kid = signing?["kid"]?.string ?? signing?["privateKey", "kid"]?.string
        source = AuthorizationServer.SigningKeySource(privateKey: privateKey(signing), keyID: kid)
        guard source.privateKey == nil else { return }
        let active = keys.first { ($0["status"]?.string ?? "ACTIVE") == "ACTIVE" }
        guard let key = kid.map({ kid in keys.first { $0["kid"]?.string == kid } }) ?? active else { return }
        source.keyID = key["kid"]?.string ?? kid
        source.privateKey = privateKey(key)
    }
}
