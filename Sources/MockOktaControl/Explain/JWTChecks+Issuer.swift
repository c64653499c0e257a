import MockOktaFormats
import MockOktaIssuing

extension JWTChecks {
    var issuer: TokenCheck {
        guard let issuer = jwt.claims["iss"]?.string else {
            return .failed(.issuer, "the token has no iss", remedy: "take the token as the server issued it")
        }
        guard let wanted = expected.issuer ?? server?.issuer else {
            let known = servers.map(\.issuer).joined(separator: ", ")
            return .failed(
                .issuer,
                "iss is \(issuer), which is no server here; the servers are \(known)",
                remedy: "send the token to the server that issued it"
            )
        }
        guard issuer != wanted else { return .passed(.issuer, "iss is \(issuer)") }
        let text = "iss is \(issuer), not \(wanted)"
        if issuer == wanted + "/" || issuer + "/" == wanted {
            return .failed(
                .issuer,
                text + ": they differ by a slash at the end",
                remedy: "configure the API with \(issuer), letter by letter"
            )
        }
        let (given, asked) = (URIParts(issuer), URIParts(wanted))
        guard given.path == asked.path else {
            return .failed(
                .issuer,
                text + ": that is another authorization server",
                remedy: "get the token from \(wanted), or configure the API with \(issuer)"
            )
        }
        return .failed(
            .issuer,
            text + ": the same server under another name of its host",
            remedy: "let app and API use one name, or start the server with --base-url, which pins it"
        )
    }

    func audience(_ clients: Set<ExactString>?) -> TokenCheck {
        let present = jwt.audiences
        let text = "aud is \(present.isEmpty ? "absent" : present.joined(separator: ", "))"
        if let wanted = expected.audience {
            if present.contains(wanted) { return .passed(.audience, text) }
            guard kind != .id else {
                return .failed(
                    .audience,
                    "\(text), not \(wanted): this is an ID token, which is for the client that signed the user in",
                    remedy: "send the API the access_token of the same answer"
                )
            }
            let whose = server.map {
                present == [$0.audience ?? $0.issuer] ? ", the audience of server \($0.name)" : ""
            }
            return .failed(
                .audience,
                "\(text)\(whose ?? ""), not \(wanted)",
                remedy: "expect \(present.first ?? wanted) in the API, set it as the server's audiences, or take "
                    + "another authorization server"
            )
        }
        if present.isEmpty {
            return .failed(.audience, text, remedy: "take the token as the server issued it")
        }
        guard kind != .id else { return idTokenAudience(present, text, clients) }
        guard let server, let own = server.audience else {
            return .unknown(.audience, text, remedy: "name the audience that the API expects")
        }
        guard present.contains(own) else {
            return .failed(
                .audience,
                "\(text), while server \(server.name) issues tokens for \(own)",
                remedy: "take the token as the server issued it"
            )
        }
        let note = server.isOrg ? "; tokens of the org server are for Okta's own APIs, not for yours" : ""
        return .passed(.audience, "\(text), the audience of server \(server.name)\(note)")
    }

    private func idTokenAudience(_ present: [String], _ text: String, _ clients: Set<ExactString>?) -> TokenCheck {
        guard let clients else { return .unknown(.audience, text, remedy: "name the client that the app is") }
        guard present.allSatisfy({ clients.contains(ExactString($0)) }) else {
            return .failed(
                .audience,
                "\(text), which is no client of this org",
                remedy: "take the token as the server issued it"
            )
        }
        return .unknown(
            .audience,
            "\(text), the client that this ID token is for; an API takes access tokens",
            remedy: "send an API the access_token of the same answer; for the client itself all is well"
        )
    }
}
