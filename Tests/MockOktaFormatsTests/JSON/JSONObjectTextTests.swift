import MockOktaFormats
import Testing

@Suite struct JSONObjectTextTests {
    @Test func `members stand in the order in which they were appended`() {
        var text = JSONObjectText(reserving: 10)
        text.append("ver", 1)
        text.append("jti", plain: Array("AT.a-b_".utf8))
        text.append("iss", "http://localhost/\"oauth2\"")
        text.append("scp", ["a", "b\n"])
        text.append("none", [String]())
        text.append("sub", ["x": [1, nil]] as JSON)
        text.append(JSONObject.Member(key: "a \"key\"", value: true))
        let expected =
            #"{"ver":1,"jti":"AT.a-b_","iss":"http://localhost/\"oauth2\"","scp":["a","b\n"],"none":[],"#
            + #""sub":{"x":[1,null]},"a \"key\"":true}"#
        #expect(String(decoding: text.finished(), as: UTF8.self) == expected)
    }

    @Test func `an object may have no member`() {
        #expect(JSONObjectText(reserving: 0).finished() == Array("{}".utf8))
    }
}
