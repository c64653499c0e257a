extension MockOktaServer {
    /// The description of the org that a server simulates.
    ///
    /// ```swift
    /// try MockOktaServer.start()                                              // the built-in org
    /// try MockOktaServer.start(fixtures: .file("Fixtures/acme.json"))         // a file, or a folder of files
    /// try MockOktaServer.start(fixtures: .json(#"{"apps": [{"client_id": "x"}]}"#))
    /// ```
    public struct Fixtures: Hashable, Sendable {
        package enum Part: Hashable, Sendable {
            case builtIn
            case path(String)
            /// The folder, or the built-in org where it is absent or contains no fixture.
            case optionalFolder(String)
            case text(String)
            case standardInput
        }

        package let parts: [Part]

        /// The org that comes with mock-okta: users `alice@example.com` and `bob@example.com`, clients `web-app`,
        /// `spa-app`, `native-app` and `service-app`, servers `default` and `short`.
        public static let builtIn = Fixtures(parts: [.builtIn])

        /// A fixture file, or a folder whose `*.json` and `*.json5` files are read in the order of their names.
        public static func file(_ path: String) -> Fixtures { files([path]) }

        /// Several files or folders: objects of later ones replace those of earlier ones that have the same id.
        public static func files(_ paths: [String]) -> Fixtures { Fixtures(parts: paths.map { .path($0) }) }

        /// Files and folders from a command line; `-` is standard input.
        package static func commandLine(_ paths: [String]) -> Fixtures {
            Fixtures(parts: paths.map { $0 == "-" ? .standardInput : .path($0) })
        }

        /// A folder that may be absent or empty; the built-in org is then used.
        package static func optionalFolder(_ path: String) -> Fixtures { Fixtures(parts: [.optionalFolder(path)]) }

        /// A fixture in the code of a test, as JSON or JSON5.
        public static func json(_ text: String) -> Fixtures { Fixtures(parts: [.text(text)]) }

        /// Returns these fixtures with others merged into them, for a small change to a large org.
        public func overlaid(with others: Fixtures) -> Fixtures { Fixtures(parts: parts + others.parts) }
    }
}
