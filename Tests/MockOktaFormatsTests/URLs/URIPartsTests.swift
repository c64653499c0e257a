import MockOktaFormats
import Testing

@Suite struct URIPartsTests {
    @Test(
        arguments: [
            (
                "https://user:pw@host.example:8080/a/b?c=d#e",
                ["https", "user:pw", "host.example", "8080", "/a/b", "c=d", "e"]
            ),
            ("http://[::1]:80", ["http", nil, "[::1]", "80", "", nil, nil]),
            ("http://[::1]/", ["http", nil, "[::1]", nil, "/", nil, nil]),
            ("com.example.app:/callback", ["com.example.app", nil, nil, nil, "/callback", nil, nil]),
            ("mailto:a@b", ["mailto", nil, nil, nil, "a@b", nil, nil]),
            ("/path?x#", [nil, nil, nil, nil, "/path", "x", ""]),
            ("//host", [nil, nil, "host", nil, "", nil, nil]),
            ("1a:b", [nil, nil, nil, nil, "1a:b", nil, nil]),
            ("", [nil, nil, nil, nil, "", nil, nil]),
        ] as [(String, [String?])]
    )
    func `a URI is split at its delimiters`(text: String, parts: [String?]) {
        let uri = URIParts(text)
        let found = [uri.scheme, uri.userInfo, uri.host, uri.port, uri.path, uri.query, uri.fragment]
        #expect(found.map { $0.map(String.init) } == parts)
    }

    @Test(arguments: [
        ("https://host", true), ("https://host:1/", true), ("https://host/a", false), ("https://host?a", false),
        ("host", false), ("https://", false), ("mailto:a", false),
    ])
    func `an origin has nothing behind its authority`(text: String, isOrigin: Bool) {
        #expect(URIParts(text).isOrigin == isOrigin)
    }
}
