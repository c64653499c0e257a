import MockOkta

/// The org of the examples.
enum Shop {
    static let fixture = """
        {
          users: [{
            profile: {login: "ann@example.com", firstName: "Ann", lastName: "Lee"},
            credentials: {password: {value: "Ann-pw-1"}},
          }],
          apps: [{
            client_id: "shop", application_type: "native", grant_types: ["password", "refresh_token"],
            refresh_token: {rotation_type: "ROTATE", leeway: 30},
          }],
        }
        """

    /// Under a seed, signing keys need not be made, and every run has the same tokens.
    static let configuration = MockOktaServer.Configuration(clock: "2026-01-01T00:00:00Z", isFrozen: true, seed: 1)
}
