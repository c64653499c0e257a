/// An isolated org of a server, with its own clock, journal, faults, keys and state.
///
/// ```swift
/// let (red, blue) = (try okta.org("red"), try okta.org("blue"))
/// red.advance(by: .seconds(3600))     // blue's clock is unchanged
/// ```
public struct MockOktaOrg: OrgController {
    /// Its name.
    public let name: String
    /// The base URL of its endpoints: the server's URL, `/t/` and the name.
    public let url: String
    /// The org that the methods act on.
    public let reference: OrgReference
}
