/// An org that a test controls: the main org of a ``MockOktaServer``, or a ``MockOktaOrg``.
///
/// The methods correspond to the control API, without HTTP. They are not recorded in the journal, and faults do not
/// affect them. They also work where the server's control API is disabled.
public protocol OrgController: Sendable {
    /// The base URL of the org's endpoints, such as `http://127.0.0.1:49152`, without a slash at the end.
    var url: String { get }

    /// The org that the methods act on.
    var reference: OrgReference { get }
}

extension OrgController {
    /// The issuer of the authorization server `default`, else of the first server.
    public var issuer: String { reference.issuer }
}
