/// The objects that the org stores and returns without using them (`StoredObject`).
extension FixtureSchema {
    static let inlineHook = ObjectSchema([
        id,
        Field("name", .string(.nonEmpty), required: true, "For people."),
        status,
        Field(
            "type",
            .word([
                "com.okta.import.transform", "com.okta.oauth2.tokens.transform", "com.okta.saml.tokens.transform",
                "com.okta.telephony.provider", "com.okta.user.credential.password.import",
                "com.okta.user.pre-registration",
            ]),
            "What the hook changes."
        ),
        Field("version", .string(.nonEmpty), "The version of the hook's format: 1.0.0."),
        Field("channel", .object(channel), "The service that would be called."),
    ])

    static let eventHook = ObjectSchema([
        id,
        Field("name", .string(.nonEmpty), required: true, "For people."),
        Field("description", .string(), "For people."),
        status,
        Field(
            "events",
            .object(
                ObjectSchema([
                    Field("type", .word(["EVENT_TYPE", "FLOW_EVENT"]), "EVENT_TYPE."),
                    Field("items", .array(.string(.nonEmpty)), "Types of events of the System Log."),
                ])
            ),
            "The events that would be sent."
        ),
        Field("channel", .object(channel), "The service that would be called."),
    ])

    static let networkZone = ObjectSchema([
        id,
        Field("name", .string(.nonEmpty), required: true, "For people."),
        Field("type", .word(["IP", "DYNAMIC", "DYNAMIC_V2"]), "What the zone consists of."),
        status,
        Field("usage", .word(["POLICY", "BLOCKLIST"]), "POLICY unless given."),
        Field("gateways", .array(.object(address)), "Addresses of gateways, for type IP."),
        Field("proxies", .array(.object(address)), "Addresses of trusted proxies, for type IP."),
    ])

    static let logStream = ObjectSchema([
        id,
        Field("name", .string(.nonEmpty), required: true, "For people."),
        Field("type", .word(["aws_eventbridge", "splunk_cloud_logstreaming"]), "The service."),
        status,
        Field("settings", .object(ObjectSchema([])), "Where the events would be sent."),
    ])

    static let identityProvider = ObjectSchema([
        id,
        Field("name", .string(.nonEmpty), required: true, "For people."),
        Field("type", .string(.nonEmpty), "OIDC, SAML2, GOOGLE, FACEBOOK and others."),
        status,
        Field("issuerMode", .word(["ORG_URL", "CUSTOM_URL", "DYNAMIC"]), "ORG_URL, CUSTOM_URL or DYNAMIC."),
        Field("protocol", .object(ObjectSchema([])), "Endpoints and credentials."),
        Field("policy", .object(ObjectSchema([])), "How accounts are linked and created."),
    ])

    private static let channel = ObjectSchema([
        Field("type", .word(["HTTP", "OAUTH"]), "HTTP unless the service requires OAuth."),
        Field("version", .string(.nonEmpty), "1.0.0."),
        Field(
            "config",
            .object(
                ObjectSchema([
                    Field("uri", .string(.nonEmpty), "The URL of the service."),
                    Field("method", .word(["POST"]), "POST."),
                ])
            ),
            "URL and authentication."
        ),
    ])

    private static let address = ObjectSchema([
        Field("type", .word(["CIDR", "RANGE"]), "The format of the value."),
        Field("value", .string(.nonEmpty), "192.0.2.0/24 or 192.0.2.1-192.0.2.9."),
    ])
}
