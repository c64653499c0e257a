package import MockOktaEndpoints
import MockOktaIssuing
import MockOktaModel

/// Okta's Management API: `/api/v1` and `/oauth2/v1/clients`.
///
/// **How it is put together.** An `Operation` is one row: method, path, the `okta.*` scope it takes, and what answers.
/// Everything that is the same for all of them happens around the row (`Operation.endpoint`): who calls, the body, the
/// query, errors, header fields. What most resources do alike, list, create, read, replace, delete, activate and
/// deactivate, is `ResourceOperations`; it needs a `Resource`.
///
/// **To add a resource**, write one file with a type that conforms to `Resource`:
/// - `shape`: the members of the object in Okta's order, who sets each of them and what it is where nobody does
///   (`MemberShape`), with the fixture's schema, which says what each may hold;
/// - `init(_:in:)` finds the parents that the path names; `values`, `id(of:)`, `stored(_:)` read the organization;
/// - `setting(_:replacing:)` and `removing(_:)` give the organization after a change, made by `DocumentReader`;
/// - `computed(_:_:)` adds links and whatever follows from other objects;
/// - `check(_:replacing:)` refuses what the schema cannot: names in use, times that contradict each other.
///
/// Then add its operations to `operations` below, and its rows to `Tests/Fidelity`. A change is in `/_mock/fixtures`,
/// in `export` and in every token from the next request on; reset and snapshots undo it, for it is nothing but another
/// `Organization`.
package enum ManagementFeature {
    package static let endpoints: [Endpoint] =
        UnsupportedOperations.endpoints + operations.map(\.endpoint) + [OrgOperations.wellKnown, Sessions.exchange]

    private static let operations: [Operation] =
        AuthorizationServers.operations + AccessPolicies.operations + AccessPolicyRules.operations
        + Scopes.operations + Claims.operations + ServerKeyOperations.operations + ServerClientOperations.operations
        + AssociatedServers.operations + TrustedOrigins.operations + ApplicationOperations.operations
        + AppGroups.operations + AppUsers.operations + ClientSecrets.operations + ClientKeys.operations
        + ScopeGrants.operations + IDTokenSettings.operations + SignOnPolicies.operations
        + OrgOperations.operations + Groups.operations + GroupMembers.operations + GroupRules.operations
        + UserOperations.operations + UserLifecycle.operations + UserCredentials.operations + UserSchema.operations
        + UserTypes.operations + Sessions.operations
}
