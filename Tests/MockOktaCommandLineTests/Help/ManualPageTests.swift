import MockOktaCommandLine
import Testing

struct ManualPageTests {
    @Test func `commands and options are in man's format`() throws {
        let description = #"""
            {"command": {"commandName": "mock-okta", "abstract": "A double.", "discussion": "It serves.", "subcommands": [
              {"commandName": "serve", "abstract": "Start it.", "arguments": [
                {"kind": "option", "names": [{"kind": "long", "name": "port"}], "valueName": "port", "abstract": "The port."},
                {"kind": "flag", "names": [{"kind": "long", "name": "no-control"}], "abstract": "Closed."},
                {"kind": "positional", "valueName": "path", "abstract": ".json files."},
                {"kind": "flag", "shouldDisplay": false, "abstract": "hidden"}]},
              {"commandName": "help", "abstract": "Help."}]}}
            """#
        let text = try #require(ManualPage(description, version: "1.0.0")).text
        for line in [
            #".TH MOCK-OKTA 1 "" "mock-okta 1.0.0""#, #"mock-okta \- A double."#, ".SS mock-okta serve",
            #"\fB\-\-port\fR \fIport\fR"#, #"\fB\-\-no\-control\fR"#, #"\fIpath\fR"#, #"\&.json files."#,
        ] {
            #expect(text.split(separator: "\n").contains { $0 == line }, "\(line)")
        }
        #expect(!text.contains("hidden"))
        #expect(!text.contains("mock-okta help"))
        #expect(ManualPage("{}", version: "1") == nil)
    }
}
