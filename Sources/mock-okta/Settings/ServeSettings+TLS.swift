import MockOkta
import MockOktaSystem

/// `--tls`, `--tls-cert`, `--tls-key` and `--tls-ca-out`, which are valid only in certain combinations.
extension ServeSettings {
    static func tls(
        _ options: ServeOptions,
        _ sources: inout SettingSources
    ) throws(CommandFailure) -> MockOktaServer.TLS? {
        let isAsked = try sources.setting("tls", flag: options.isSecure ? "true" : nil)?.flag
        let certificate = sources.setting("tls-cert", flag: options.tlsCertificate, member: "tlsCertificate")
        let key = sources.setting("tls-key", flag: options.tlsKey, member: "tlsKey")
        switch (certificate, key) {
        case (let certificate?, let key?): return .files(certificate: certificate.text, key: key.text)
        case (let certificate?, nil): throw CommandFailure(.usage, "\(certificate.label): needs --tls-key beside it")
        case (nil, let key?): throw CommandFailure(.usage, "\(key.label): needs --tls-cert beside it")
        case (nil, nil): return isAsked == true ? .selfMade : nil
        }
    }

    /// `--tls-name`, which is valid only where a certificate is generated.
    static func tlsNames(
        _ options: ServeOptions,
        _ configuration: MockOktaServer.Configuration,
        _ sources: inout SettingSources
    ) throws(CommandFailure) -> [String] {
        let names = sources.list("tls-name", flags: options.tlsName, member: "tlsNames")
        guard names.isEmpty || makesCertificate(configuration) else {
            throw CommandFailure(.usage, "\(sources.label(of: "tlsNames")): requires --tls, which makes a certificate")
        }
        return names
    }

    private static func makesCertificate(_ configuration: MockOktaServer.Configuration) -> Bool {
        configuration.tls == .selfMade || configuration.tls == nil && configuration.tlsPort != nil
    }

    /// The contents of the file that `--tls-ca` names.
    static func trustedCAPEM(
        _ options: ServeOptions,
        _ sources: inout SettingSources
    ) throws(CommandFailure) -> String? {
        guard let file = sources.setting("tls-ca", flag: options.tlsCA, member: "trustedCAPEM") else { return nil }
        do throws(FileError) {
            return String(decoding: try FileBytes.read(file.text), as: UTF8.self)
        } catch {
            throw CommandFailure(.noInput, "\(file.label): \(file.text): \(error.reason)")
        }
    }

    static func caFile(
        _ options: ServeOptions,
        _ configuration: MockOktaServer.Configuration,
        _ sources: inout SettingSources
    ) throws(CommandFailure) -> String? {
        guard let file = sources.setting("tls-ca-out", flag: options.tlsCAOut) else { return nil }
        guard makesCertificate(configuration) else {
            throw CommandFailure(.usage, "\(file.label): requires --tls, which makes a CA")
        }
        return file.text
    }
}
