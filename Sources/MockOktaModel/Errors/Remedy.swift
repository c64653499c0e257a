package import MockOktaFormats

/// What would have let a refused request pass, for whoever writes the fixture.
package struct Remedy: Hashable, Sendable {
    package var text: String
    /// A fixture that makes it so, laid over the one that runs.
    package var fixture: JSON?

    package init(_ text: String, fixture: JSON? = nil) {
        self.text = text
        self.fixture = fixture
    }
}
