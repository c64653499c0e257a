package import MockOktaFormats

/// An error in the format of Okta's own APIs: `errorCode`, `errorSummary`, `errorLink`, `errorId`, `errorCauses`.
package struct OktaError: Hashable, Sendable {
    package var status: Int
    package var code: String
    package var summary: String
    package var causes: [String]
    /// Whether Okta's framework returns the error before an endpoint runs: such answers lack the endpoint's header
    /// fields.
    package var isFromFramework: Bool

    package init(
        _ status: Int,
        _ code: String,
        _ summary: String,
        causes: [String] = [],
        isFromFramework: Bool = false
    ) {
        self.status = status
        self.code = code
        self.summary = summary
        self.causes = causes
        self.isFromFramework = isFromFramework
    }

    /// The error with the placeholder of its summary replaced.
    package func with(_ value: String) -> OktaError {
        var filled = self
        filled.summary = MessageTemplate.fill(summary, with: [value])
        return filled
    }

    /// The body in Okta's member order.
    ///
    /// `id` is `oae` and 22 characters, generated for this answer.
    package func body(id: String) -> JSON {
        [
            "errorCode": .string(code),
            "errorSummary": .string(summary),
            "errorLink": .string(code),
            "errorId": .string(id),
            "errorCauses": .array(causes.map { ["errorSummary": .string($0)] }),
        ]
    }
}
