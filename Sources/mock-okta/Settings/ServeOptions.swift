import ArgumentParser

/// The options of `serve` as typed; each is also an environment variable `MOCK_OKTA_<NAME>`.
///
/// All are strings, so that options and environment variables are parsed by the same rules.
struct ServeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The address or name to listen on (default: localhost, 127.0.0.1 and ::1).",
            valueName: "address"
        )
    )
    var host: String?

    @Option(help: ArgumentHelp("The port to listen on; 0 takes a free one (default: 8080).", valueName: "n"))
    var port: String?

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "A fixture file, a folder of them, or - for standard input, in place of the built-in org; repeatable.",
            valueName: "path"
        )
    )
    var fixtures: [String] = []

    @Option(
        name: .customLong("base-url"),
        help: ArgumentHelp(
            "Scheme, host, port and path of the issuer (default: each request's Host).",
            valueName: "url"
        )
    )
    var baseURL: String?

    @Option(
        name: .customLong("back-channel-url"),
        help: ArgumentHelp(
            "With --base-url: host of token, introspect, revoke, userinfo and keys in discovery.",
            valueName: "url"
        )
    )
    var backChannelURL: String?

    @Flag(name: .customLong("tls"), help: "HTTPS by a certificate made at the start.")
    var isSecure = false

    @Option(
        name: .customLong("tls-cert"),
        help: ArgumentHelp(
            "HTTPS by this certificate, with the intermediate ones behind it, as PEM.",
            valueName: "file"
        )
    )
    var tlsCertificate: String?

    @Option(
        name: .customLong("tls-key"),
        help: ArgumentHelp("The certificate's key as PEM, not encrypted.", valueName: "file")
    )
    var tlsKey: String?

    @Option(
        name: .customLong("tls-ca-out"),
        help: ArgumentHelp(
            "Where to write the CA that clients must trust, when the certificate is made.",
            valueName: "file"
        )
    )
    var tlsCAOut: String?

    @Option(
        name: .customLong("tls-name"),
        parsing: .singleValue,
        help: ArgumentHelp("A further name of the made certificate; repeatable.", valueName: "name")
    )
    var tlsName: [String] = []

    @Option(
        name: .customLong("tls-port"),
        help: ArgumentHelp("HTTPS on this port too, while --port stays HTTP; 0 takes a free one.", valueName: "n")
    )
    var tlsPort: String?

    @Option(
        name: .customLong("tls-ca"),
        help: ArgumentHelp(
            "Authorities of HTTPS servers that a jwks_uri names, as PEM (default: the system's).",
            valueName: "file"
        )
    )
    var tlsCA: String?

    @Flag(help: "Honour Forwarded and X-Forwarded-Proto, -Host, -For.")
    var trustProxy = false

    @Flag(name: .customLong("no-control"), help: "No control API but /_mock/health.")
    var noControl = false

    @Option(
        name: .customLong("control-port"),
        help: ArgumentHelp("The control API on this port, and only there; 0 takes a free one.", valueName: "n")
    )
    var controlPort: String?

    @Option(
        name: .customLong("control-token"),
        help: ArgumentHelp("What callers of the control API must send as Authorization: Bearer.", valueName: "token")
    )
    var controlToken: String?

    @Option(
        name: .customLong("control-origin"),
        parsing: .singleValue,
        help: ArgumentHelp(
            "An origin whose web pages may use the control API, such as http://localhost:3000; repeatable.",
            valueName: "origin"
        )
    )
    var controlOrigin: [String] = []

    @Option(help: ArgumentHelp("Event loops, and as many signing threads (default: number of cores).", valueName: "n"))
    var threads: String?

    @Option(help: ArgumentHelp("Where the virtual clock starts: 2026-01-01T00:00:00Z.", valueName: "instant"))
    var clock: String?

    @Flag(help: "Freeze the clock.")
    var freeze = false

    @Option(help: ArgumentHelp("What every id, code and token derives from (default: random).", valueName: "n"))
    var seed: String?

    @Option(
        help: ArgumentHelp(
            "Where state is kept: memory, sqlite:PATH or redis://[user:password@]host[:port][/db] (default: memory).",
            valueName: "store"
        )
    )
    var store: String?

    @Flag(help: "Reload the fixtures when their files change; SIGHUP does so at any time.")
    var watch = false

    @Option(help: ArgumentHelp("A file to write once the port accepts: url, issuer, pid, seed.", valueName: "file"))
    var readyFile: String?

    @Option(
        help: ArgumentHelp(
            "The longest wait for accepted requests at the end: 10s, PT10S (default: PT10S).",
            valueName: "time"
        )
    )
    var drainTimeout: String?

    @Option(help: ArgumentHelp("trace, debug, info, notice, warning, error or critical (default: info)."))
    var logLevel: String?

    @Option(help: ArgumentHelp("text or json (default: text)."))
    var logFormat: String?
}
