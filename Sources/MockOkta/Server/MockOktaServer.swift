package import MockOktaControl
import MockOktaCrypto
import MockOktaEngine
import MockOktaHTTP
package import MockOktaIssuing
import MockOktaModel
import MockOktaSystem
import MockOktaTransport

/// A running test double of an Okta org.
///
/// It serves requests from the return of ``start(fixtures:port:configuration:)`` until ``stop(drain:)``, even if no
/// reference to it is kept.
///
/// ```swift
/// let okta = try MockOktaServer.start()
/// defer { okta.stop() }
/// let app = MyApp(issuer: okta.issuer, clientID: "web-app", clientSecret: "web-secret")
/// ```
public final class MockOktaServer: Sendable {
    /// The version of this library and of the program `mock-okta`.
    public static let version = ControlFeature.version

    private let server: Server
    private let controlServer: Server?
    private let keys: KeyPreparation
    /// Nil where no other process can use the store.
    private let watch: StoreWatch?
    private let urls: URLOptions
    private let isSecure: Bool
    let tenants: Tenants

    private var tenant: Tenant { tenants.main }

    /// Starts a server.
    ///
    /// - Parameters:
    ///   - fixtures: the org to simulate.
    ///   - port: the port to listen on; 0 chooses a free port, see ``port``.
    ///   - configuration: the other settings, such as clock, seed, host and TLS.
    /// - Returns: the server, which already accepts requests.
    /// - Throws: the error of the fixtures, the configuration or the address.
    public static func start(
        fixtures: Fixtures = .builtIn,
        port: UInt16 = 0,
        configuration: Configuration = .init()
    ) throws(MockOktaError) -> MockOktaServer {
        var configuration = configuration
        configuration.port = port
        return try MockOktaServer(LoadedOrg(fixtures), configuration, observe: { _ in })
    }

    package init(
        _ org: LoadedOrg,
        _ configuration: Configuration,
        observe: @escaping @Sendable (JournalEntry) -> Void,
        warn: @escaping @Sendable (String) -> Void = { _ in }
    ) throws(MockOktaError) {
        let checked = try CheckedConfiguration(configuration)
        let tenant = try Tenant.starting(
            org.organization,
            checked,
            isFrozen: configuration.isFrozen,
            store: OpenStore.open(configuration.store)
        )
        urls = checked.urls
        caPEM = checked.tls?.caPEM
        let access = configuration.control.access(certificateAuthority: caPEM)
        let engine = Engine(
            tenant: tenant,
            urls: urls,
            access: access.main,
            fetcher: HTTPDocumentFetcher(trusting: configuration.trustedCAPEM),
            observe: observe
        )
        tenants = engine.tenants
        do throws(Refusal) {
            try tenants.load()
        } catch {
            throw .cannotOpenStore(reason: error.why)
        }
        var controlEngine = engine
        controlEngine.access = access.control
        isSecure = checked.tls != nil && configuration.tlsPort == nil
        var options = try Self.options(checked, configuration, org.organization.settings)
        let maximum = options.limits.maximumConnections
        if let workers = tenants.storeKind.workers(for: options.loops) {
            (options.workers, options.workerNice) = (workers, 0)
        }
        options.reportPause = { warn($0.text(maximum: maximum)) }
        do throws(SystemError) {
            server = try Server.start(
                on: configuration.host,
                port: configuration.port,
                options: options,
                responder: engine
            )
        } catch {
            throw MockOktaError(error, configuration)
        }
        controlEngine.access.orgPort = server.port
        do throws(SystemError) {
            controlServer = try Self.startControl(configuration, options, controlEngine)
        } catch {
            server.drain(timeout: .zero)
            throw MockOktaError(error, configuration)
        }
        do throws(MockOktaError) {
            watch = tenants.storeKind.isShared ? try StoreWatch(tenants, warn: warn) : nil
            keys = try KeyPreparation(tenant)
        } catch {
            server.drain(timeout: .zero)
            controlServer?.drain(timeout: .zero)
            throw error
        }
    }

    private static func options(
        _ checked: CheckedConfiguration,
        _ configuration: Configuration,
        _ settings: Settings
    ) throws(MockOktaError) -> ServerOptions {
        var options = ServerOptions(loops: checked.threads)
        options.limits = HTTPLimits(settings)
        options.tlsPort = configuration.tlsPort
        do throws(CryptoError) {
            if let identity = checked.tls { options.tls = try TLSContext(identity) }
        } catch {
            throw .badConfiguration(member: "tls", reason: error.reason)
        }
        return options
    }

    /// The port that the server listens on.
    public var port: UInt16 { server.port }

    /// The URL of the server, such as `http://127.0.0.1:49152`, without a slash at the end.
    ///
    /// For a server that listens on all interfaces it contains the loopback address.
    public var url: String { Self.url(isSecure ? "https" : "http", server.address) }

    /// The URL of the control API, where it has a port of its own.
    public var controlURL: String? { controlServer.map { Self.url(isSecure ? "https" : "http", $0.address) } }

    /// The HTTPS URL, where HTTPS has a port of its own.
    public var tlsURL: String? { server.tlsAddress.map { Self.url("https", $0) } }

    /// The certificate authority that clients must trust, in PEM format, where the certificate is generated.
    public let caPEM: String?

    private static func url(_ scheme: String, _ address: SocketAddress) -> String {
        let isEverywhere = ["0.0.0.0", "::"].contains(address.host)
        return "\(scheme)://" + (isEverywhere ? "127.0.0.1:\(address.port)" : "\(address)")
    }

    /// The seed of all generated ids, codes and tokens; a ``Configuration`` with the same seed reproduces them.
    public var seed: UInt64 { tenant.seed }

    /// Reads the fixtures again, for the main org and the isolated orgs that were made from them.
    ///
    /// Tokens, sessions, clock and seed are kept. A request sees either the former org or the new one. Fixtures with
    /// errors change nothing.
    ///
    /// - Parameter fixtures: the fixtures.
    /// - Returns: the org, and the names of the isolated orgs that were reloaded.
    /// - Throws: the errors of the fixtures.
    package func reload(_ fixtures: Fixtures) throws(MockOktaError) -> (org: LoadedOrg, followers: [String]) {
        let org = try LoadedOrg(fixtures)
        do throws(Refusal) {
            return (org, try tenants.reload(org.organization))
        } catch {
            throw .system(reason: error.why)
        }
    }

    /// Stops listening, answers the requests that were accepted, and returns when all threads have ended.
    ///
    /// - Parameter drain: the longest wait for those requests; connections still open after it are closed.
    public func stop(drain: Duration = .seconds(10)) {
        server.drain(timeout: drain)
        controlServer?.drain(timeout: .zero)
        keys.stop()
        watch?.stop()
    }

    /// The base URLs of the main org for requests to `url`.
    package var baseURLs: BaseURLs {
        BaseURLs(front: urls.base ?? url, back: urls.base == nil ? nil : urls.backChannel)
    }
}
