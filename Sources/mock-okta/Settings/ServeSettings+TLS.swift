import MockOkta

/// `--tls`, `--tls-cert`, `--tls-key` and `--tls-ca-out`, which only mean something in certain combinations.
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

    static func caFile(
        _ options: ServeOptions,
        _ configuration: MockOktaServer.Configuration,
        _ sources: inout SettingSources
    ) throws(CommandFailure) -> String? {
        guard let file = sources.setting("tls-ca-out", flag: options.tlsCAOut) else { return nil }
        let isMade = configuration.tls == .selfMade || configuration.tls == nil && configuration.tlsPort != nil
        guard isMade else { throw CommandFailure(.usage, "\(file.label): needs --tls, which makes a CA") }
        return file.text
    }
}
