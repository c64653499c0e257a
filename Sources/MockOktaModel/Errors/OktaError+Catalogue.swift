/// The errors of Okta's APIs and of their underlying framework (Okta, "Error codes and descriptions").
// swift-format-ignore
extension OktaError {
    package static let validationFailed = OktaError(400, "E0000001", "Api validation failed: {0}")
    package static let malformedBody = OktaError(400, "E0000003", "The request body was not well-formed.")
    // Differs: for this error Okta documents the status, but not the body.
    package static let lengthRequired = OktaError(411, "E0000003", "The request body was not well-formed.", isFromFramework: true)
    package static let authenticationFailed = OktaError(401, "E0000004", "Authentication failed")
    package static let invalidSession = OktaError(403, "E0000005", "Invalid session")
    package static let permissionDenied = OktaError(403, "E0000006", "You do not have permission to perform the requested action")
    package static func resourceNotFound(_ id: String, _ type: String) -> OktaError {
        OktaError(404, "E0000007", "Not found: Resource not found: \(id) (\(type))")
    }
    package static let pathNotFound = OktaError(404, "E0000008", "The requested path was not found", isFromFramework: true)
    package static let internalError = OktaError(500, "E0000009", "Internal Server Error")
    package static let readOnly = OktaError(503, "E0000010", "Service is in read only mode")
    package static let invalidToken = OktaError(401, "E0000011", "Invalid token provided")
    package static let unsupportedMediaType = OktaError(404, "E0000012", "Unsupported media type")
    package static let credentialsUpdateFailed = OktaError(403, "E0000014", "Update of credentials failed")
    package static let featureNotPermitted = OktaError(401, "E0000015", "You do not have permission to access the feature you are requesting")
    package static let headersNotSet = OktaError(400, "E0000018", "Bad request.  Accept and/or Content-Type headers are likely not set.", isFromFramework: true)
    package static let acceptNotSupported = OktaError(400, "E0000019", "Bad request. Accept and/or Content-Type headers likely do not match supported values.", isFromFramework: true)
    package static let contentTypeNotSupported = OktaError(400, "E0000021", "Bad request. Accept and/or Content-Type headers likely do not match supported values.", isFromFramework: true)
    /// This answer has no `Cache-Control`, although the rate limit of an endpoint causes it.
    package static let tooManyRequests = OktaError(429, "E0000047", "API call exceeded rate limit due to too many requests.", isFromFramework: true)
    package static let methodNotSupported = OktaError(405, "E0000022", "The endpoint does not support the provided HTTP method", isFromFramework: true)
    package static let userAlreadyActive = OktaError(403, "E0000016", "Activation failed because the user is already active.")
    package static let unlockNotAllowed = OktaError(403, "E0000032", "Unlock is not allowed for this user.")
    package static let invalidPaging = OktaError(400, "E0000029", "Invalid paging request.")
    package static let invalidSearchCriteria = OktaError(400, "E0000031", "Invalid search criteria.")
    package static let operationNotAllowed = OktaError(403, "E0000038", "This operation is not allowed in the user's current status.")
    package static let unassignmentForbidden = OktaError(403, "E0000046", "Deactivate application for user forbidden.")
    package static let deletionForbidden = OktaError(403, "E0000056", "Delete application forbidden.")
    package static let unsupportedOperation = OktaError(501, "E0000060", "Unsupported operation.")
    package static let invalidPasscode = OktaError(403, "E0000068", "Invalid Passcode/Answer")
    package static let passwordRequirementsNotMet = OktaError(403, "E0000080", "The password does not meet the complexity requirements of the current password policy.")
    package static let wrongRecoveryAnswer = OktaError(403, "E0000087", "The recovery question answer did not match our records.")
    package static let duplicateRole = OktaError(409, "E0000090", "The role specified is already assigned to the user.")
    /// The key of a message of the Identity Engine's API; no error of the other APIs has it.
    package static let badRequestCode = "E0000020"

    /// Every error that a fault can select by its code, in the order of the codes.
    package static let catalogue: [OktaError] = [
        validationFailed, malformedBody, authenticationFailed, invalidSession, permissionDenied,
        resourceNotFound("{0}", "{1}"), pathNotFound, internalError, readOnly, invalidToken, unsupportedMediaType,
        credentialsUpdateFailed, featureNotPermitted, headersNotSet, acceptNotSupported, contentTypeNotSupported,
        userAlreadyActive, methodNotSupported, invalidPaging, invalidSearchCriteria, unlockNotAllowed,
        operationNotAllowed, unassignmentForbidden, tooManyRequests, deletionForbidden, unsupportedOperation, invalidPasscode,
        passwordRequirementsNotMet, wrongRecoveryAnswer, duplicateRole,
    ]

    /// The error for an unknown client, in this format even where other errors use OAuth's (Okta support, "Invalid
    /// client error").
    package static func invalidClient(_ status: Int) -> OktaError {
        OktaError(status, "invalid_client", "Invalid value for 'client_id' parameter.")
    }
}
