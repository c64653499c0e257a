package import MockOktaEndpoints
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// Okta's Management API: `/api/v1` and `/oauth2/v1/clients`.
///
/// **Structure.** An `Operation` is one row: method, path, the required `okta.*` scope, and the function that answers.
/// `Operation.endpoint` does what is the same for all: it checks the caller, reads body and query, and adds errors and
/// header fields. `ResourceOperations` has the operations that most resources share: list, create, read, replace,
/// delete, activate and deactivate; it needs a `Resource`.
///
/// **To add a resource**, write one file with a type that conforms to `Resource`:
/// - `shape`: the members of the object in Okta's order, whether the caller or the server sets each of them, and its
///   default (`MemberShape`), with the fixture's schema, which defines the allowed values;
/// - `init(_:in:)` finds the parents that the path names; `values`, `id(of:)`, `stored(_:)` read the organization;
/// - `setting(_:replacing:)` and `removing(_:)` return the organization after a change, made by `DocumentReader`;
/// - `computed(_:_:)` adds links and members that depend on other objects;
/// - `check(_:replacing:)` refuses what the schema cannot: names in use, times that contradict each other.
///
/// Then add its operations to `operations` below, and its rows to `Tests/Fidelity`. A change affects `/_mock/fixtures`,
/// `export` and every token from the next request on; reset and snapshots undo it, because its result is an
/// `Organization`.
package enum ManagementFeature {
    package static let endpoints: [Endpoint] =
        UnsupportedOperations.endpoints + operations.map(\.endpoint) + [OrgOperations.wellKnown, Sessions.exchange]

    /// Whether an answer shows exchanges of the journal.
    package static func readsLog(_ path: String) -> Bool { path == "/api/v1/logs" }

    private static let operations: [Operation] =
        AuthorizationServers.operations + AccessPolicies.operations + AccessPolicyRules.operations
        + Scopes.operations + Claims.operations + ServerKeyOperations.operations + ServerClientOperations.operations
        + AssociatedServers.operations + TrustedOrigins.operations + ApplicationOperations.operations
        + AppGroups.operations + AppUsers.operations + ClientSecrets.operations + ClientKeys.operations
        + ClientRegistration.operations + ScopeGrants.operations + IDTokenSettings.operations
        + OrgPolicies.operations + OrgPolicyRules.operations
        + OrgOperations.operations + Groups.operations + GroupMembers.operations + GroupRuleOperations.operations
        + UserOperations.operations + UserLifecycle.operations + UserCredentials.operations + UserSchema.operations
        + UserTypes.operations + Sessions.operations + SystemLog.operations
        + UserFactors.operations + UserFactorEnrollment.operations + UserFactorVerification.operations
        + Authenticators.operations + UserConsents.operations + OtherSchemas.operations
        + InlineHooks.operations + EventHooks.operations + [EventHooks.verify] + NetworkZones.operations
        + LogStreams.operations + IdentityProviders.operations + GroupOwners.operations + AdminRoles.operations
}
