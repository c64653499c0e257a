import MockOktaHTTP
import Testing

struct HTTPFieldsTests {
    @Test func `names compare without regard to case and values keep their order`() {
        let fields: HTTPFields = ["A": "1", "b": "2", "a": "3"]
        #expect(fields["a"] == "1")
        #expect(fields.values(of: "A") == ["1", "3"])
        #expect(fields.contains("B"))
        #expect(fields["c"] == nil)
        // `@` and a back-tick differ in the bit that tells letters' cases apart.
        #expect((["@": "1"] as HTTPFields)["`"] == nil)
    }

    @Test func `setting replaces all values of a name and nil removes them`() {
        var fields: HTTPFields = ["A": "1", "b": "2", "a": "3"]
        fields["a"] = "4"
        #expect(fields.fields.map(\.name) == ["b", "a"])
        fields["A"] = nil
        #expect(fields.values(of: "a").isEmpty)
        fields.append("b", "5")
        #expect(fields.values(of: "b") == ["2", "5"])
    }
}
