/// An isolated org beside a server's main one, with a clock, a journal, faults, keys and state of its own.
///
/// ```swift
/// let (red, blue) = (try okta.org("red"), try okta.org("blue"))
/// red.advance(by: .seconds(3600))     // blue's time has not moved
/// ```
public struct MockOktaOrg: OrgController {
    /// By which the server knows it.
    public let name: String
    /// The server's with `/t/` and the name behind it.
    public let url: String
    /// What the calls work on.
    public let handle: OrgHandle
}
