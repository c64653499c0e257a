/// How a policy's rules call it while files are merged: by its id, as links do, else by server and name or place.
struct PolicyName {
    let aliases: [String]

    init(_ node: FixtureNode, server: String?) {
        let server = server ?? ""
        let places = (node.below + [node.top]).map { "\(server)/\($0.file):\($0.path)" }
        aliases = [node["id"]?.string, node["name"]?.string.map { "\(server)/\($0)" }].compactMap(\.self) + places
    }

    /// What nested rules call the policy.
    var canonical: String { aliases.first ?? "" }
}
