package import MockOktaFormats

/// How to make a refused request succeed, for the author of the fixture.
package struct Remedy: Hashable, Sendable {
    package var text: String
    /// A fixture that makes the request succeed when it is applied over the current one.
    package var fixture: JSON?

    package init(_ text: String, fixture: JSON? = nil) {
        self.text = text
        self.fixture = fixture
    }
}
