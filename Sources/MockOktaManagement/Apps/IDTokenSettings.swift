import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/api/v1/internal/apps/{appID}/settings/oauth/idToken`: the groups claim of an app's ID tokens.
///
/// An undocumented endpoint that Okta's Terraform provider calls; its answers were recorded.
enum IDTokenSettings {
    private static let path = "/api/v1/internal/apps/{appID}/settings/oauth/idToken"

    static let operations: [Operation] = [
        Operation(.get, path, .apps) { (call) throws(Refusal) in
            let app = try Applications.client(of: call, in: call.organization)
            let settings = app.source["settings"]?["oauthClient"]
            let mode = settings?["issuer_mode"]?.string ?? "DYNAMIC"
            let object: JSONObject = [
                "issuer": .string(call.context.snapshot.urls.front), "orgUrl": .null, "customUrl": .null,
                "audience": .string(app.clientID), "issuerMode": .string(mode),
            ]
            return .object(object.adding(claim(settings?["idTokenGroups"])))
        },
        Operation(.post, path, .apps) { (call) throws(Refusal) in
            let given = try call.body()
            let present = call
            try call.update { (organization) throws(Refusal) in
                let app = try Applications.client(of: present, in: organization)
                var source = DocumentWriter.application(app, in: organization)
                source["assignments"] = nil
                source.change("settings") { settings in
                    settings.change("oauthClient") { $0["idTokenGroups"] = groups(given) }
                }
                return (organization.changing { $0.applications.set(app.with(source: source)) }, ())
            }
            let object: JSONObject = [
                "issuer": .null, "orgUrl": .null, "customUrl": .null, "audience": .null,
                "issuerMode": given["issuerMode"] ?? .null,
            ]
            return .object(object.adding(claim(groups(given))))
        },
    ]

    /// Returns the claim in the format of the fixture's `idTokenGroups`.
    private static func groups(_ given: JSONObject) -> JSON? {
        guard let value = given["value"]?.string, !value.isEmpty else { return nil }
        guard given["valueType"] == "GROUPS" else { return ["expression": .string(value)] }
        return ["filterType": given["groupFilterType"] ?? "REGEX", "value": .string(value)]
    }

    private static func claim(_ groups: JSON?) -> JSONObject {
        guard let groups else { return [:] }
        if let expression = groups["expression"] {
            return ["valueType": "EXPRESSION", "name": "groups", "value": expression]
        }
        return [
            "valueType": "GROUPS", "groupFilterType": groups["filterType"] ?? "REGEX", "name": "groups",
            "value": groups["value"] ?? "",
        ]
    }
}
