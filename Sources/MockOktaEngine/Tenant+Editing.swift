import MockOktaEndpoints
package import MockOktaModel

extension Tenant: OrganizationEditor {
    package func update<Outcome: Sendable>(
        _ change: (Organization) throws(Refusal) -> (Organization, Outcome)
    ) throws(Refusal) -> Outcome {
        try self.change { (organization) throws(Refusal) in
            let (changed, outcome) = try change(organization)
            return (changed, outcome)
        }
    }
}
