import MockOktaEndpoints
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// The members of an app's object that are derived from its id and name.
struct ApplicationLinks {
    private let id: String
    private let name: String
    private let isActive: Bool
    private let isClient: Bool
    private let document: JSONObject

    init(_ document: JSONObject, isClient: Bool) {
        id = document["id"]?.string ?? ""
        name = document["name"]?.string ?? "oidc_client"
        isActive = document["status"] != "INACTIVE"
        self.isClient = isClient
        self.document = document
    }

    private var path: String { "\(Applications.path)/\(id)" }

    /// The members that a caller cannot set.
    func members(_ call: APICall) -> JSONObject {
        let org = call.organization.contents.id
        return [
            "orn": .string("orn:oktapreview:idp:\(org):apps:\(name):\(id)"),
            "visibility": ["appLinks": document["visibility"]?["appLinks"] ?? .object([linkName: true])],
            // Differs: the ID tokens of apps are signed with the org's key; the key of this id does not exist.
            "credentials": ["signing": ["kid": .string(DerivedText.keyID(org))]],
            "universalLogout": OrgOperations.hasThreatProtection(call.organization) ? universalLogout : .null,
            "_links": .object(links(call)),
        ]
    }

    private var linkName: String { name == "oidc_client" ? "oidc_client_link" : name + "_link" }

    private var universalLogout: JSON {
        guard isClient else { return ["status": "UNSUPPORTED"] }
        return [
            "status": "DISABLED", "supportType": "FULL", "identityStack": "NOT_SHARED",
            "protocol": "GLOBAL_TOKEN_REVOCATION",
        ]
    }

    private func links(_ call: APICall) -> JSONObject {
        let front = call.context.snapshot.urls.front
        // First, because it shares a bucket with `policies`: see `inHashMapOrder`.
        let lifecycle = isActive ? "deactivate" : "activate"
        var links: JSONObject = [
            lifecycle: .link(call.href("\(path)/lifecycle/\(lifecycle)")),
            "uploadLogo": .link(call.href(path + "/logo"), "POST"),
            "appLinks": [
                [
                    "name": .string(linkName),
                    "href": .string("\(front)/home/\(name)/\(id)/\(DerivedText.id(.appLink, name))"),
                    "type": "text/html",
                ]
            ],
            "profileEnrollment": .link(
                call.href(policy(.profileEnrollment, else: .profileEnrollment, call.organization))
            ),
            "policies": .link(call.href(path + "/policies"), "PUT"),
            "groups": .link(call.href(path + "/groups")),
            "logo": [["name": "medium", "href": .string(front + logo), "type": "image/png"]],
            "accessPolicy": .link(call.href(policy(.access, else: .anyTwoFactors, call.organization))),
            "users": .link(call.href(path + "/users")),
        ]
        let signOnMode = document["signOnMode"]?.string
        if signOnMode == "OPENID_CONNECT" {
            links["clientCredentials"] = [
                ["name": "secrets", "href": call.href(path + "/credentials/secrets")]
            ]
        }
        if !isClient, name != "oidc_client" {
            let help = "\(front)/app/\(name)/\(id)/setup/help/\(signOnMode ?? "BOOKMARK")/external-doc"
            links["help"] = ["href": .string(help), "type": "text/html"]
        }
        return links
    }

    private var logo: String {
        isClient
            ? "/assets/img/logos/default.6770228fb0dab49a1695ef440a5279bb.png"
            : "/fs/bcg/4/\(DerivedText.id(.logo, name))"
    }

    /// The policy that was assigned to the app, or that an export links to; else the org's own.
    private func policy(
        _ kind: OrgPolicy.Kind,
        else builtIn: BuiltInPolicies.Row,
        _ organization: Organization
    ) -> String {
        if let id = document[kind.nameInApps]?.string { return OrgPolicies.path + "/" + id }
        let link = document["_links"]?[kind.nameInApps]?["href"]?.string
        let exported = link.flatMap { $0.split(separator: "/").last }.map {
            Identifier<OrgPolicy>(rawValue: String($0))
        }
        guard let exported, organization.contents.policies[exported] != nil else {
            return OrgPolicies.path(of: builtIn)
        }
        return OrgPolicies.path + "/" + exported.rawValue
    }
}
