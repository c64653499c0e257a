import MockOktaFormats
import MockOktaModel

/// The `response_type` of a request: a set of words in any order, all of which the app must be allowed.
enum ResponseTypes {
    static func requested(_ text: String?, _ client: Application) throws(Refusal) -> ResponseTypeSet {
        if let refusal = client.refusalOfServiceApp { throw refusal }
        let words = words(text)
        let types = words.compactMap(ResponseType.init)
        let requested = ResponseTypeSet(types)
        guard !words.isEmpty, types.count == words.count, requested.count == types.count,
            requested.isSubset(of: ResponseTypeSet(client.responseTypes))
        else {
            throw Refusal(
                .unsupportedResponseType.with(list: client.responseTypes.map(\.rawValue)),
                why: "response_type is \(text ?? "absent"); the app has \(client.responseTypes.map(\.rawValue))"
            )
        }
        try checkGrants(requested, client)
        return requested
    }

    static func words(_ text: String?) -> [String] { text.map { $0.spacedWords } ?? [] }

    private static func checkGrants(_ types: ResponseTypeSet, _ client: Application) throws(Refusal) {
        let grants: [GrantType] =
            (types.contains(.code) ? [.authorizationCode] : []) + (types == [.code] ? [] : [.implicit])
        guard let missing = grants.first(where: { !client.allows($0) }) else { return }
        if missing == .authorizationCode, client.allows(.interactionCode) {
            throw Refusal(.interactionRequired, why: "\(client.clientID) has interaction_code, not authorization_code")
        }
        throw .lacking(missing, client)
    }
}
