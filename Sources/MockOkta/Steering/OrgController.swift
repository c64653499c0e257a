/// An org that a test steers: the main one of a ``MockOktaServer``, or a ``MockOktaOrg`` beside it.
///
/// What the control API does over HTTP is done here by a call, in the process of the test and at once. No call is
/// journaled, numbered or hit by a fault, and a server that has its control API closed takes them all the same.
public protocol OrgController: Sendable {
    /// What the org's paths come behind, such as `http://127.0.0.1:49152`; no slash at the end.
    var url: String { get }

    /// What the calls work on.
    var handle: OrgHandle { get }
}

extension OrgController {
    /// The issuer of the authorization server `default`, or of the first one where there is no `default`.
    public var issuer: String { handle.issuer }
}
