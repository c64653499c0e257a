/// Okta's OAuth error table (developer documentation, error codes, release 2026.08.1), row by row.
///
/// Texts are literal, including errors in them. Groups of errors for features outside OAuth (SAML set-up, social and
/// just-in-time provisioning, attestation) are omitted.
// swift-format-ignore
extension OAuthError {
    package static let accessDenied = OAuthError(403, "access_denied", "access_denied", "The resource owner or authorization server denied the request.")
    package static let openidScopeRequiredAccessToken = OAuthError(403, "access_denied", "openid_scope_required_access_token", "Requests for ID tokens or access tokens with OpenID scopes require the 'openid' scope.")
    package static let featureNotEnabledAccessDenied = OAuthError(400, "access_denied", "feature_not_enabled_access_denied", "The requested feature is not enabled in this environment.")
    package static let oieNotEnabledForInteract = OAuthError(400, "access_denied", "oie_not_enabled_for_interact", "The requested feature (Interaction Code flow) isn't enabled in this environment. Ensure that you have Okta Identity Engine enabled and the Interaction Code flow enabled for this application and authorization server.")
    package static let liteUserGrantTypeNotAllowed = OAuthError(403, "access_denied", "lite_user_grant_type_not_allowed", "User with lite classification status is not allowed to use the provided 'grant_type'")
    package static let userNotAssigned = OAuthError(400, "access_denied", "user_not_assigned", "User is not assigned to the client application.")
    package static let noScopeAllowed = OAuthError(400, "access_denied", "no_scope_allowed", "Policy evaluation succeeded, but all the requested scopes were rejected.")
    package static let noMatchingPolicy = OAuthError(401, "access_denied", "no_matching_policy", "Policy evaluation failed for this request, please check the policy configurations.")
    package static let scopeDenied = OAuthError(400, "access_denied", "scope_denied", "Some of the requested scopes were denied by the policy. Denied scopes: [{0}].")
    package static let refreshScopesDenied = OAuthError(400, "access_denied", "refresh_scopes_denied", "Some of the scopes requested for the refresh request were not granted in the original authorize request. Denied scopes: {0}.")
    package static let disallowedNetworkZone = OAuthError(403, "access_denied", "disallowed_network_zone", "The request is made from outside the client's permitted network zones.")
    package static let unsupportedTokenExchangeFlow = OAuthError(403, "access_denied", "unsupported_token_exchange_flow", "The Token Exchange flow from {0} app to {1} app isn't supported.")
    package static let loginFailed = OAuthError(403, "access_denied", "login_failed", "Login failed.")
    package static let passwordExpired = OAuthError(403, "access_denied", "password_expired", "The user's password is expired.")
    package static let cibaFeatureNotSupported = OAuthError(400, "access_denied", "ciba_feature_not_supported", "The Client-Initiated Backchannel Authentication flow currently only supports web applications.")
    package static let cibaMFAChallengeInitiationFailure = OAuthError(400, "access_denied", "ciba_mfa_challenge_initiation_failure", "Failed to initiate the MFA challenge for the Client-Initiated Backchannel Authentication flow.")
    package static let onlineAccessAuthenticationRequired = OAuthError(403, "access_denied", "online_access_authentication_required", "The authorization server requires the user to re-authenticate.")
    package static let directAuthPolicyDenied = OAuthError(403, "access_denied", "direct_auth_policy_denied", "User couldn't be signed-in through direct authentication because authentication policy wasn't satisfied.")
    package static let authorizationPending = OAuthError(400, "authorization_pending", "authorization_pending", "The device authorization is pending. Please try again later.")
    package static let cibaAuthorizationPending = OAuthError(400, "authorization_pending", "ciba_authorization_pending", "The authorization request is still pending as the user hasn't yet been authenticated.")
    package static let directAuthAuthorizationPending = OAuthError(400, "authorization_pending", "direct_auth_authorization_pending", "No user response received on the out-of-band authenticator yet. Continue polling to wait for a response.")
    package static let clientCredentialsSelfScopeRequested = OAuthError(400, "client_credentials_self_scope_requested", "client_credentials_self_scope_requested", "The 'client_credentials' grant type may not request .self scopes.")
    package static let consentRequired = OAuthError(400, "consent_required", "consent_required", "The following scopes require user consent: [{0}].")
    package static let consentRequiredClientCredentials = OAuthError(400, "consent_required", "consent_required_client_credentials", "The following scopes require user consent and cannot be granted for the client credentials grant type: [{0}].")
    package static let consentRequiredRopf = OAuthError(400, "consent_required", "consent_required_ropf", "The following scopes require user consent: [{0}]. To access protected scopes using the resource owner password grant type, please uncheck 'Require consent' in the app settings or set the 'consent_method' to 'TRUSTED' through the apps API.")
    package static let consentRequiredTokenExchange = OAuthError(400, "consent_required", "consent_required_token_exchange", "The following scopes require user consent: [{0}]. To access protected scopes using the token_exchange password grant type, please uncheck 'Require consent' in the app settings or set the apps 'consent_method' to 'TRUSTED'.")
    package static let noOrgScopesGranted = OAuthError(400, "consent_required", "no_org_scopes_granted", "You are not allowed any of the requested scopes.")
    package static let expiredToken = OAuthError(400, "expired_token", "expired_token", "The device code has expired.")
    package static let cibaExpiredAuthReqID = OAuthError(400, "expired_token", "ciba_expired_auth_req_id", "The 'auth_req_id' is invalid or has expired. Make a new authentication request.")
    package static let idTokenDoesNotMatchSession = OAuthError(400, "id_token_does_not_match_session", "id_token_does_not_match_session", "The ID token subject does not match the current session's user.")
    package static let idpInitatedFlowDisabled = OAuthError(400, "idp_initated_flow_disabled", "idp_initated_flow_disabled", "IdP-initiated login is disabled for this client.")
    package static let insufficientScope = OAuthError(403, "insufficient_scope", "insufficient_scope", "Insufficient scope")
    package static let accessTokenInsufficientScopes = OAuthError(403, "insufficient_scope", "access_token_insufficient_scopes", "The access token provided does not contain the required scopes.")
    package static let insufficientUserAuthentication = OAuthError(401, "insufficient_user_authentication", "insufficient_user_authentication", "The user authentication context is insufficient to perform the action.")
    package static let interactionRequired = OAuthError(400, "interaction_required", "interaction_required", "Your client is configured to use the interaction code flow and user interaction is required to complete the request.")
    package static let invalidClient = OAuthError(401, "invalid_client", "invalid_client", "Client authentication failed. Either the client or the client credentials are invalid.")
    package static let missingClientCredentials = OAuthError(401, "invalid_client", "missing_client_credentials", "No client credentials found.")
    package static let invalidBasicAuthCreds = OAuthError(401, "invalid_client", "invalid_basic_auth_creds", "Found Authentication header but was not valid client credentials.")
    package static let invalidClientID = OAuthError(401, "invalid_client", "invalid_client_id", "Invalid value for 'client_id' parameter.")
    package static let invalidTokenEndpointAuthMethod = OAuthError(401, "invalid_client", "invalid_token_endpoint_auth_method", "Client authentication failed. Either the client or the client credentials are invalid.")
    package static let invalidClientSecret = OAuthError(401, "invalid_client", "invalid_client_secret", "The client secret supplied for a confidential client is invalid.")
    package static let unsupportedAuthMethodBrowserRequest = OAuthError(401, "invalid_client", "unsupported_auth_method_browser_request", "Browser requests to the token endpoint must use Proof Key for Code Exchange.")
    package static let unsupportedAuthMethodClientCreds = OAuthError(401, "invalid_client", "unsupported_auth_method_client_creds", "Client Credentials requests to the Org Authorization Server must use the private_key_jwt token_endpoint_auth_method.")
    package static let unsupportedAuthMethodClientCredsOauthIntegration = OAuthError(401, "invalid_client", "unsupported_auth_method_client_creds_oauth_integration", "OAuth Integration Client Credentials requests to the Org Authorization Server must use either private_key_jwt or client_secret_basic as the token_endpoint_auth_method.")
    package static let invalidApplicationTypeClientCredentials = OAuthError(401, "invalid_client", "invalid_application_type_client_credentials", "Only clients with 'application_type' of 'service' may use the client_credentials 'grant_type' with the Org Authorization Server.")
    package static let clientAssertionInvalidIssuer = OAuthError(401, "invalid_client", "client_assertion_invalid_issuer", "The issuer claim for client_assertion is not a valid client_id.")
    package static let clientAssertionInvalidSubject = OAuthError(401, "invalid_client", "client_assertion_invalid_subject", "The subject claim for client_assertion is not a valid client_id.")
    package static let clientAssertionInvalidNoSecret = OAuthError(401, "invalid_client", "client_assertion_invalid_no_secret", "The issuer and subject claim for client_assertion is invalid because the client does not have a client secret.")
    package static let clientAssertionInvalidAudience = OAuthError(401, "invalid_client", "client_assertion_invalid_audience", "The audience claim for client_assertion must be the endpoint invoked for the request.")
    package static let clientAssertionExpirationRequired = OAuthError(401, "invalid_client", "client_assertion_expiration_required", "The client_assertion must contain the 'exp' claim as seconds since epoch.")
    package static let clientAssertionExpiredToken = OAuthError(401, "invalid_client", "client_assertion_expired_token", "The client_assertion token is expired.")
    package static let clientAssertionExpiresTooFarInFuture = OAuthError(401, "invalid_client", "client_assertion_expires_too_far_in_future", "The client_assertion token has an expiration too far into the future.")
    package static let clientAssertionIssuedAtInFuture = OAuthError(401, "invalid_client", "client_assertion_issued_at_in_future", "The client_assertion token must be issued before the current time.")
    package static let clientAssertionAlreadyUsed = OAuthError(401, "invalid_client", "client_assertion_already_used", "The client_assertion token has already been used.")
    package static let clientAssertionInvalidSignature = OAuthError(401, "invalid_client", "client_assertion_invalid_signature", "The client_assertion signature is invalid.")
    package static let clientAssertionInvalidJWT = OAuthError(401, "invalid_client", "client_assertion_invalid_jwt", "The parsing of the client_assertion failed.")
    package static let clientAssertionInvalidKeyID = OAuthError(401, "invalid_client", "client_assertion_invalid_kid", "The client_assertion JWT kid is invalid.")
    package static let clientAssertionInvalidJWKS = OAuthError(401, "invalid_client", "client_assertion_invalid_jwks", "The client JWKSet is invalid.")
    package static let clientAssertionInvalidSignatureAlgorithm = OAuthError(401, "invalid_client", "client_assertion_invalid_signature_algorithm", "The client_assertion JWT signature algorithm is invalid.")
    package static let clientAssertionInvalidSecretLength = OAuthError(401, "invalid_client", "client_assertion_invalid_secret_length", "The client secret is too short to verify a JWT HMAC.")
    package static let clientAssertionJWKSNotConfigured = OAuthError(401, "invalid_client", "client_assertion_jwks_not_configured", "The client does not have a JWKSet configured, but the client_assertion requires one.")
    package static let clientAssertionInvalidKeyUse = OAuthError(401, "invalid_client", "client_assertion_invalid_key_use", "The public key being used for client assertion has an invalid 'use' parameter. Valid values for the 'use' parameter are {0}.")
    package static let clientAssertionNotSignedWithSigningKey = OAuthError(401, "invalid_client", "client_assertion_not_signed_with_signing_key", "The client_assertion JWT needs to be signed using a signing key.")
    package static let requestObjectInvalidIssuer = OAuthError(401, "invalid_client", "request_object_invalid_issuer", "The issuer of the request object is invalid.")
    package static let requestObjectJWKSNotConfigured = OAuthError(401, "invalid_client", "request_object_jwks_not_configured", "The client does not have a JWKSet configured, but the request object requires one.")
    package static let cibaRequestGrantTypeNotConfigured = OAuthError(401, "invalid_client", "ciba_request_grant_type_not_configured", "The client doesn't have the 'urn:openid:params:grant-type:ciba' grant type configured.")
    package static let cibaRequestSignedAlgoNotConfigured = OAuthError(401, "invalid_client", "ciba_request_signed_algo_not_configured", "The client doesn't have a RequestObjectSigningAlgorithm configured for signing authentication requests for the Client-Initiated Backchannel Authentication flow.")
    package static let jwksURINoKey = OAuthError(401, "invalid_client", "jwks_uri_no_key", "The client JWKSet from jwks_uri must contain at least one key.")
    package static let jwksURIAmbiguousKeys = OAuthError(401, "invalid_client", "jwks_uri_ambiguous_keys", "All keys in the client JWKSet from jwks_uri must have a unique kid.")
    package static let jwksURIAlgorithmRequired = OAuthError(401, "invalid_client", "jwks_uri_algorithm_required", "The client JWKSet from jwks_uri must contain at least one key with an algorithm matching the request_object_signature_algorithm.")
    package static let jwksURIError = OAuthError(401, "invalid_client", "jwks_uri_error", "Error retrieving the client JWKSet from jwks_uri.")
    package static let jwksURIJkuMismatchError = OAuthError(401, "invalid_client", "jwks_uri_jku_mismatch_error", "The 'jku' in JWT and 'jwks_uri' doesn't match.")
    package static let jwksURIInvalidKeyUse = OAuthError(401, "invalid_client", "jwks_uri_invalid_key_use", "The public key being used has an invalid 'use' parameter. Valid values for the 'use' parameter are {0}.")
    package static let authorizeRequestURIMismatchedClient = OAuthError(401, "invalid_client", "authorize_request_uri_mismatched_client", "The 'client_id' parameter does not match the expected value for the provided request_uri.")
    package static let invalidClientMetadata = OAuthError(400, "invalid_client_metadata", "invalid_client_metadata", "Invalid request")
    package static let invalidDPoPProof = OAuthError(400, "invalid_dpop_proof", "invalid_dpop_proof", "The DPoP proof JWT is invalid.")
    package static let invalidDPoPProofMissingHeader = OAuthError(400, "invalid_dpop_proof", "invalid_dpop_proof_missing_header", "The DPoP proof JWT header is missing.")
    package static let invalidDPoPProofMultipleHeadersNotAllowed = OAuthError(400, "invalid_dpop_proof", "invalid_dpop_proof_multiple_headers_not_allowed", "Multiple DPoP proof JWT headers are not allowed.")
    package static let invalidDPoPProofInvalidType = OAuthError(400, "invalid_dpop_proof", "invalid_dpop_proof_invalid_type", "'typ' must be 'dpop+jwt' in the DPoP proof JWT.")
    package static let invalidDPoPProofInvalidSignatureAlgorithm = OAuthError(400, "invalid_dpop_proof", "invalid_dpop_proof_invalid_signature_algorithm", "The DPoP proof JWT signature algorithm is invalid.")
    package static let invalidDPoPProofInvalidJWT = OAuthError(400, "invalid_dpop_proof", "invalid_dpop_proof_invalid_jwt", "The DPoP proof JWT cannot be parsed.")
    package static let invalidDPoPProofInvalidSignature = OAuthError(400, "invalid_dpop_proof", "invalid_dpop_proof_invalid_signature", "The DPoP proof JWT signature is invalid.")
    package static let invalidDPoPProofInvalidHtm = OAuthError(400, "invalid_dpop_proof", "invalid_dpop_proof_invalid_htm", "'htm' claim in the DPoP proof JWT is invalid.")
    package static let invalidDPoPProofInvalidHtu = OAuthError(400, "invalid_dpop_proof", "invalid_dpop_proof_invalid_htu", "'htu' claim in the DPoP proof JWT is invalid.")
    package static let invalidDPoPProofInvalidIat = OAuthError(400, "invalid_dpop_proof", "invalid_dpop_proof_invalid_iat", "'iat' claim in the DPoP proof JWT is invalid.")
    package static let invalidDPoPProofJWTIssuedInFuture = OAuthError(400, "invalid_dpop_proof", "invalid_dpop_proof_jwt_issued_in_future", "The DPoP proof JWT is issued in the future.")
    package static let invalidDPoPProofJWTTooOld = OAuthError(400, "invalid_dpop_proof", "invalid_dpop_proof_jwt_too_old", "The DPoP proof JWT is issued more than five minutes in the past.")
    package static let invalidDPoPProofJWTExpired = OAuthError(400, "invalid_dpop_proof", "invalid_dpop_proof_jwt_expired", "The DPoP proof JWT is expired.")
    package static let invalidDPoPProofInvalidPublicKeyBinding = OAuthError(400, "invalid_dpop_proof", "invalid_dpop_proof_invalid_public_key_binding", "Invalid DPoP Public Key binding in refresh token")
    package static let invalidDPoPProofInvalidJTI = OAuthError(400, "invalid_dpop_proof", "invalid_dpop_proof_invalid_jti", "'jti' claim in the DPoP proof JWT is invalid.")
    package static let dpopProofAlreadyUsed = OAuthError(400, "invalid_dpop_proof", "dpop_proof_already_used", "The DPoP proof JWT has already been used.")
    package static let dpopProofInvalidAth = OAuthError(400, "invalid_dpop_proof", "dpop_proof_invalid_ath", "'ath' claim in the DPoP proof does not match the presented access_token.")
    package static let invalidAccessTokenDPoPBinding = OAuthError(400, "invalid_dpop_proof", "invalid_access_token_dpop_binding", "The access_token is not bound to the provided DPoP proof.")
    package static let invalidGrant = OAuthError(400, "invalid_grant", "invalid_grant", "Invalid grant")
    package static let invalidGrantTypeOrTokenExchangeSkuNotEnabled = OAuthError(400, "invalid_grant", "invalid_grant_type_or_token_exchange_sku_not_enabled", "The {0} SKU is not enabled. Contact your Account Executive to enable the SKU to use the requested grant type or token exchange flow.")
    package static let pkceVerificationFailed = OAuthError(400, "invalid_grant", "pkce_verification_failed", "PKCE verification failed.")
    package static let pkceVerificationFailedWithReason = OAuthError(400, "invalid_grant", "pkce_verification_failed_with_reason", "PKCE verification failed: {0}.")
    package static let invalidAuthorizationCode = OAuthError(400, "invalid_grant", "invalid_authorization_code", "The authorization code is invalid or has expired.")
    package static let invalidDeviceCode = OAuthError(400, "invalid_grant", "invalid_device_code", "The device code is invalid or has expired.")
    package static let userRateLimited = OAuthError(429, "invalid_grant", "user_rate_limited", "API call exceeded rate limit due to too many requests.")
    package static let mismatchedClient = OAuthError(400, "invalid_grant", "mismatched_client", "The grant was issued to another client. Please make sure the 'client_id' matches the one used at the authorize request.")
    package static let mismatchedRedirectURI = OAuthError(400, "invalid_grant", "mismatched_redirect_uri", "The 'redirect_uri' does not match the redirection URI used in the authorization request.")
    package static let invalidRefreshToken = OAuthError(400, "invalid_grant", "invalid_refresh_token", "The refresh token is invalid or expired.")
    package static let passwordAuthDeniedMFA = OAuthError(400, "invalid_grant", "password_auth_denied_mfa", "Resource owner password credentials cannot be used with MFA enabled.")
    package static let passwordAuthDeniedPolicy = OAuthError(400, "invalid_grant", "password_auth_denied_policy", "Resource owner password credentials authentication denied by sign on policy.")
    package static let invalidPasswordCredentials = OAuthError(400, "invalid_grant", "invalid_password_credentials", "The credentials provided were invalid.")
    package static let expiredPasswordCredentials = OAuthError(400, "invalid_grant", "expired_password_credentials", "Password has expired.")
    package static let missingPasswordEnrollment = OAuthError(400, "invalid_grant", "missing_password_enrollment", "The user does not configure a password.")
    package static let multiplePasswordEnrollments = OAuthError(400, "invalid_grant", "multiple_password_enrollments", "The user has multiple passwords.")
    package static let invalidSAMLAssertion = OAuthError(400, "invalid_grant", "invalid_saml_assertion", "'assertion' is not a valid SAML 2.0 Assertion.")
    package static let tokenExchangeSubjectTokenExpired = OAuthError(400, "invalid_grant", "token_exchange_subject_token_expired", "The 'subject_token' either expired or the session associated with it was terminated.")
    package static let clientRequiresMFANativeSSO = OAuthError(400, "invalid_grant", "client_requires_mfa_native_sso", "The client's assurance requirements are not met.")
    package static let interactionCodeUnsatisfiable = OAuthError(400, "invalid_grant", "interaction_code_unsatisfiable", "Additional user authentication is required but the assurance requirements cannot be met with the allowed authenticators. Check the authenticator and assurance configuration for the user and client.")
    package static let invalidInteractionCode = OAuthError(400, "invalid_grant", "invalid_interaction_code", "The interaction code is invalid or has expired.")
    package static let jwtBearerGrantInvalidAudience = OAuthError(400, "invalid_grant", "jwt_bearer_grant_invalid_audience", "The audience of the JWT Bearer Grant must match the the issuer of the authorization server.")
    package static let jwtBearerGrantReplayed = OAuthError(400, "invalid_grant", "jwt_bearer_grant_replayed", "The jti of the JWT Bearer Grant was already used.")
    package static let directAuthInvalidOTP = OAuthError(400, "invalid_grant", "direct_auth_invalid_otp", "The 'otp' provided is either empty or incorrect. Use the correct OTP and try again.")
    package static let invalidInitiateLoginURI = OAuthError(400, "invalid_initiate_login_uri", "invalid_initiate_login_uri", "The initiate_login_uri is invalid.")
    package static let invalidRedirectURI = OAuthError(400, "invalid_redirect_uri", "invalid_redirect_uri", "The 'redirect_uri' parameter must be a Login redirect URI in the client app settings.")
    package static let invalidRequest = OAuthError(400, "invalid_request", "invalid_request", "Invalid request")
    package static let multipleClientCredentials = OAuthError(401, "invalid_request", "multiple_client_credentials", "Cannot supply multiple client credentials. Use one of the following: credentials in the Authorization header, credentials in the post body, or a client_assertion in the post body.")
    package static let clientCredentialsInQuery = OAuthError(400, "invalid_request", "client_credentials_in_query", "Client credentials cannot be supplied via query parameters.")
    package static let duplicateOauthParams = OAuthError(400, "invalid_request", "duplicate_oauth_params", "The request contained multiple parameters with the same name.")
    package static let unsupportedResponseTypeWithScope = OAuthError(400, "invalid_request", "unsupported_response_type_with_scope", "The response type {0} is not supported when requesting scope {1}. Allowed response types: [{2}].")
    package static let requiredResponseTypeWithScope = OAuthError(400, "invalid_request", "required_response_type_with_scope", "The response type {0} is required when requesting scope {1}.")
    package static let illegalOriginBrowserRequest = OAuthError(400, "invalid_request", "illegal_origin_browser_request", "Browser requests to the token endpoint must be part of at least one whitelisted redirect_uri.")
    package static let notTrustedOriginBrowserRequest = OAuthError(400, "invalid_request", "not_trusted_origin_browser_request", "Browser requests to the token endpoint must be made from one of the registered Trusted Origins.")
    package static let unsupportedApiResourceForNoneResponseType = OAuthError(400, "invalid_request", "unsupported_api_resource_for_none_response_type", "'resource' parameter is not supported for request with 'none' as response_type.")
    package static let unsupportedScopeForNoneResponseType = OAuthError(400, "invalid_request", "unsupported_scope_for_none_response_type", "'scope' parameter is not supported for request with 'none' as response_type.")
    package static let unsupportedNonceForNoneResponseType = OAuthError(400, "invalid_request", "unsupported_nonce_for_none_response_type", "'nonce' parameter is not supported for request with 'none' as response_type.")
    package static let invalidMaxAgeForEnrollAuthenticatorPrompt = OAuthError(400, "invalid_request", "invalid_max_age_for_enroll_authenticator_prompt", "'max_age' parameter must have the value '0' for request with 'enroll_authenticator' as prompt.")
    package static let invalidPromptForNoneResponseType = OAuthError(400, "invalid_request", "invalid_prompt_for_none_response_type", "'prompt' parameter must have the value 'enroll_authenticator' for request with 'none' as response_type.")
    package static let invalidEnrollAmrForNoneResponseType = OAuthError(400, "invalid_request", "invalid_enroll_amr_for_none_response_type", "'enroll_amr_values' parameter must have valid space delimited authenticators list for request with 'none' as response_type.")
    package static let invalidAcrValuesForEnrollAuthenticatorPrompt = OAuthError(400, "invalid_request", "invalid_acr_values_for_enroll_authenticator_prompt", "'acr_values' parameter must have the value 'urn:okta:loa:2fa:any:ifpossible' for request with 'enroll_authenticator' as prompt.")
    package static let unknownIDP = OAuthError(400, "invalid_request", "unknown_idp", "Identity provider is not valid.")
    package static let invalidMaxAge = OAuthError(400, "invalid_request", "invalid_max_age", "Invalid value for 'max_age' parameter. It should be within range 0 - 2^31-1.")
    package static let invalidRequestedExpiry = OAuthError(400, "invalid_request", "invalid_requested_expiry", "Invalid value for 'requested_expiry' parameter. It should be within range 0 - 2^31-1.")
    package static let illegalRedirectURI = OAuthError(400, "invalid_request", "illegal_redirect_uri", "The 'redirect_uri' parameter must be a Login redirect URI in the client app settings.")
    package static let illegalRedirectURIEnhanced = OAuthError(400, "invalid_request", "illegal_redirect_uri_enhanced", "The 'redirect_uri' parameter must be a Login redirect URI in the client app settings: {0}")
    package static let invalidClientApplicationType = OAuthError(400, "invalid_request", "invalid_client_application_type", "Clients with 'application_type' of 'service' are not allowed to access the '{0}' endpoint.")
    package static let invalidState = OAuthError(400, "invalid_request", "invalid_state", "The authentication request has an invalid 'state' parameter.")
    package static let invalidNonce = OAuthError(400, "invalid_request", "invalid_nonce", "The 'nonce' parameter is required for authorize requests with either the 'id_token' or 'token' response types..")
    package static let invalidPrompt = OAuthError(400, "invalid_request", "invalid_prompt", "Invalid value for 'prompt' parameter. Supported values: [{0}]")
    package static let invalidPromptForZeroMaxAge = OAuthError(400, "invalid_request", "invalid_prompt_for_zero_max_age", "'prompt' parameter must not have the value 'none' for request with 'zero' as max_age.")
    package static let invalidPromptIDPRefreshWithoutIDPParam = OAuthError(400, "invalid_request", "invalid_prompt_idp_refresh_without_idp_param", "The 'prompt' parameter value 'idp_refresh' requires the 'idp' parameter to be specified.")
    package static let invalidUserType = OAuthError(400, "invalid_request", "invalid_user_type", "The 'user_type' parameter must be user type name or id.")
    package static let pkceInvalidChallenge = OAuthError(400, "invalid_request", "pkce_invalid_challenge", "PKCE code challenge contains illegal characters.")
    package static let pkceMissingChallenge = OAuthError(400, "invalid_request", "pkce_missing_challenge", "PKCE code challenge is required by the application.")
    package static let pkceMissingChallengeVerifierPresent = OAuthError(400, "invalid_request", "pkce_missing_challenge_verifier_present", "PKCE code challenge should be specified in the authorize request for code verification.")
    package static let pkceMissingVerifier = OAuthError(400, "invalid_request", "pkce_missing_verifier", "PKCE code verifier is required by the application.")
    package static let pkceUnsupportedCodeChallengeMethod = OAuthError(400, "invalid_request", "pkce_unsupported_code_challenge_method", "PKCE code challenge method is not supported. Valid values: [{0}]")
    package static let tokenRequestMissingGrantType = OAuthError(400, "invalid_request", "token_request_missing_grant_type", "The token request must specify a 'grant_type'. Valid values: [{0}]")
    package static let tokenRequestMissingDeviceID = OAuthError(400, "invalid_request", "token_request_missing_device_id", "Token request missing 'device_id'.")
    package static let mismatchedResource = OAuthError(400, "invalid_request", "mismatched_resource", "The 'resource' parameter does not match the resource used in the authorization request.")
    package static let requestMissingToken = OAuthError(400, "invalid_request", "request_missing_token", "The 'token' parameter is required.")
    package static let illegalDuplicatedParameters = OAuthError(400, "invalid_request", "illegal_duplicated_parameters", "Duplicate parameter provided in request. Duplicated parameters: [{0}].")
    package static let invalidAuthorizationServer = OAuthError(400, "invalid_request", "invalid_authorization_server", "The authorization server id is invalid.")
    package static let mismatchedAuthorizationServer = OAuthError(400, "invalid_request", "mismatched_authorization_server", "The grant was issued for another authorization server.")
    package static let missingTokenRequestParameter = OAuthError(400, "invalid_request", "missing_token_request_parameter", "The required parameter '{0}' is missing.")
    package static let invalidSubjectToken = OAuthError(400, "invalid_request", "invalid_subject_token", "'subject_token' is invalid.")
    package static let invalidActorToken = OAuthError(400, "invalid_request", "invalid_actor_token", "'actor_token' is invalid.")
    package static let invalidActorTokenType = OAuthError(400, "invalid_request", "invalid_actor_token_type", "'actor_token_type' is invalid or not supported.")
    package static let invalidSubjectActorTokenMatch = OAuthError(400, "invalid_request", "invalid_subject_actor_token_match", "When 'actor_token_type' is '{0}', 'subject_token_type' must be '{1}'.")
    package static let invalidRequestedTokenType = OAuthError(400, "invalid_request", "invalid_requested_token_type", "'requested_token_type' is invalid or not supported.")
    package static let resourceAppAssuranceNotMet = OAuthError(400, "invalid_request", "resource_app_assurance_not_met", "'resource' app assurance is not met.")
    package static let invalidClientTypeNativeSSO = OAuthError(400, "invalid_request", "invalid_client_type_native_sso", "A service client may not use the native sso flow.")
    package static let invalidClientConfigurationNativeToWebSSO = OAuthError(400, "invalid_request", "invalid_client_configuration_native_to_web_sso", "Sign-in failed: the target application requires a user session, which is not supported in interclient_token sso flows.")
    package static let onBehalfInvalidClientType = OAuthError(400, "invalid_request", "on_behalf_invalid_client_type", "Only service clients may use on-behalf token exchange.")
    package static let pkceChallengeRequired = OAuthError(400, "invalid_request", "pkce_challenge_required", "PKCE code challenge is required to use the interaction code flow.")
    package static let invalidDeviceToken = OAuthError(400, "invalid_request", "invalid_device_token", "The request has a deviceToken with length greater than {0}.")
    package static let illegalPostLogoutRedirectURI = OAuthError(400, "invalid_request", "illegal_post_logout_redirect_uri", "The 'post_logout_redirect_uri' parameter must be a Logout redirect URI in the client app settings.")
    package static let illegalPostLogoutRedirectURIEnhanced = OAuthError(400, "invalid_request", "illegal_post_logout_redirect_uri_enhanced", "The 'post_logout_redirect_uri' parameter must be a Logout redirect URI in the client app settings: {0}")
    package static let accessTokenMissing = OAuthError(401, "invalid_request", "access_token_missing", "The access token is missing.")
    package static let accessTokenInQuery = OAuthError(400, "invalid_request", "access_token_in_query", "The access token cannot be presented in a query string.")
    package static let accessTokenDuplicate = OAuthError(400, "invalid_request", "access_token_duplicate", "The access token cannot be specified in both the Authorization header and the request-body.")
    package static let clientAssertionTypeInvalid = OAuthError(400, "invalid_request", "client_assertion_type_invalid", "The client_assertion_type is invalid.")
    package static let jwksURIErrorAuthServer = OAuthError(400, "invalid_request", "jwks_uri_error_auth_server", "Error retrieving the authorization server JWKSet from jwks_uri.")
    package static let authorizeRequestObjectAndRequestURIProvided = OAuthError(400, "invalid_request", "authorize_request_object_and_request_uri_provided", "The authorize request must not contain both a request object and a request uri.")
    package static let cibaRequestInvalidHint = OAuthError(400, "invalid_request", "ciba_request_invalid_hint", "The Client-Initiated Backchannel Authentication Flow must contain only one of 'id_token_hint' or 'login_hint'.")
    package static let cibaRequestMissingIDTokenHint = OAuthError(400, "invalid_request", "ciba_request_missing_id_token_hint", "The Client-Initiated Backchannel Authentication Flow is missing 'id_token_hint'.")
    package static let cibaRequestUnknownUserID = OAuthError(400, "invalid_request", "ciba_request_unknown_user_id", "The hint provided in the request did not match a user assigned to the client app.")
    package static let pushedAuthorizationRequestURIPresent = OAuthError(400, "invalid_request", "pushed_authorization_request_uri_present", "The 'request_uri' parameter must not be present in the request.")
    package static let invalidActivationToken = OAuthError(400, "invalid_request", "invalid_activation_token", "The activation token is invalid")
    package static let invalidApplicationTypeForInteract = OAuthError(400, "invalid_request", "invalid_application_type_for_interact", "Only confidential clients can use the activation token flow")
    package static let invalidRecoveryToken = OAuthError(400, "invalid_request", "invalid_recovery_token", "The recovery token is invalid")
    package static let dpopProofRequiredForToken = OAuthError(400, "invalid_request", "dpop_proof_required_for_token", "The resource request requires a DPoP proof.")
    package static let dpopAuthenticationSchemeRequired = OAuthError(400, "invalid_request", "dpop_authentication_scheme_required", "The resource request must use the DPoP authentication scheme when using a DPoP bound token.")
    package static let invalidRequestObject = OAuthError(400, "invalid_request_object", "invalid_request_object", "The authorize request object is invalid.")
    package static let requestObjectHeaderAlgoMismatch = OAuthError(400, "invalid_request_object", "request_object_header_algo_mismatch", "The signing algorithm used is not supported by this client.")
    package static let requestObjectBadSignature = OAuthError(400, "invalid_request_object", "request_object_bad_signature", "The signature of the request object is invalid.")
    package static let requestObjectAudienceMismatch = OAuthError(400, "invalid_request_object", "request_object_audience_mismatch", "The audience of the request object is invalid.")
    package static let requestObjectAlreadyUsed = OAuthError(400, "invalid_request_object", "request_object_already_used", "The request object has already been used.")
    package static let requestObjectInvalid = OAuthError(400, "invalid_request_object", "request_object_invalid", "The request object cannot be parsed.")
    package static let requestObjectJWTExpired = OAuthError(400, "invalid_request_object", "request_object_jwt_expired", "The request object is expired.")
    package static let requestObjectJWTExpirationTooLong = OAuthError(400, "invalid_request_object", "request_object_jwt_expiration_too_long", "The request object expires too far in the future.")
    package static let requestObjectIssuedInFuture = OAuthError(400, "invalid_request_object", "request_object_issued_in_future", "The request object is issued in the future.")
    package static let requestObjectBeforeNbf = OAuthError(400, "invalid_request_object", "request_object_before_nbf", "The request object is issued too early.")
    package static let requestObjectJWTInvalidKeyUse = OAuthError(400, "invalid_request_object", "request_object_jwt_invalid_key_use", "The public key being used for signing the request object has an invalid 'use' parameter. Valid values for the 'use' parameter are {0}.")
    package static let requestObjectInvalidJWKS = OAuthError(400, "invalid_request_object", "request_object_invalid_jwks", "The client JWKSet is invalid.")
    package static let requestObjectInvalidKeyID = OAuthError(400, "invalid_request_object", "request_object_invalid_kid", "The JWT kid of the request object is invalid.")
    package static let requestObjectInvalidSignatureAlgorithm = OAuthError(400, "invalid_request_object", "request_object_invalid_signature_algorithm", "The JWT signature algorithm of the request object is invalid.")
    package static let requestObjectInvalidSecretLength = OAuthError(400, "invalid_request_object", "request_object_invalid_secret_length", "The JWT signature secret length is too short.")
    package static let requestObjectJWTNotSignedWithSigningKey = OAuthError(400, "invalid_request_object", "request_object_jwt_not_signed_with_signing_key", "The request object needs to be signed using a signing key.")
    package static let invalidRequestURI = OAuthError(400, "invalid_request_uri", "invalid_request_uri", "The authorize request_uri is invalid.")
    package static let authorizeRequestURIMismatchedAuthorizationServer = OAuthError(400, "invalid_request_uri", "authorize_request_uri_mismatched_authorization_server", "The request_uri was issued for another authorization server.")
    package static let invalidScope = OAuthError(400, "invalid_scope", "invalid_scope", "The requested scope is invalid, unknown, malformed, or exceeds the scope granted by the resource owner.")
    package static let openidScopeRequired = OAuthError(400, "invalid_scope", "openid_scope_required", "Requests for ID tokens or access tokens with OpenID scopes require the 'openid' scope.")
    package static let openidNotAllowedClientCreds = OAuthError(400, "invalid_scope", "openid_not_allowed_client_creds", "Cannot request 'openid' scopes using client credentials.")
    package static let unsupportedScopeBrowserRequest = OAuthError(400, "invalid_scope", "unsupported_scope_browser_request", "Browser requests to the token endpoint may not include the offline_access scope.")
    package static let missingScopes = OAuthError(400, "invalid_scope", "missing_scopes", "No scopes were requested.")
    package static let illegalScopes = OAuthError(400, "invalid_scope", "illegal_scopes", "Scopes are not allowed for this request.")
    package static let illegalCustomScope = OAuthError(400, "invalid_scope", "illegal_custom_scope", "Custom scopes are not allowed for this request.")
    package static let illegalScope = OAuthError(400, "invalid_scope", "illegal_scope", "The following scopes are not allowed for this request: [{0}].")
    package static let illegalScopeCombination = OAuthError(400, "invalid_scope", "illegal_scope_combination", "The following scopes cannot be requested together: [{0}].")
    package static let requiredScopeCombination = OAuthError(400, "invalid_scope", "required_scope_combination", "The following scopes: [{0}] must be requested together with [{1}].")
    package static let atLeastOneRequiredScopeCombination = OAuthError(400, "invalid_scope", "at_least_one_required_scope_combination", "The following scopes: [{0}] must be requested together with at least one of [{1}].")
    package static let exactScopeRequired = OAuthError(400, "invalid_scope", "exact_scope_required", "The scope parameter must exactly match the required scopes: [{0}].")
    package static let openidNotAllowedTokenExchange = OAuthError(400, "invalid_scope", "openid_not_allowed_token_exchange", "Can't request 'openid' scopes using the Token Exchange flow for a service app.")
    package static let noDefaultScopes = OAuthError(400, "invalid_scope", "no_default_scopes", "The authorization server resource does not have any configured default scopes, 'scope' must be provided.")
    package static let noMatchingScope = OAuthError(400, "invalid_scope", "no_matching_scope", "One or more scopes are not configured for the authorization server resource.")
    package static let cibaRequestInvalidScope = OAuthError(400, "invalid_scope", "ciba_request_invalid_scope", "The Client-Initiated Backchannel Authentication Flow must contain 'openid' scope.")
    package static let cibaRequestMissingScope = OAuthError(400, "invalid_scope", "ciba_request_missing_scope", "No scopes were requested.")
    package static let invalidTarget = OAuthError(400, "invalid_target", "invalid_target", "The token request contains an invalid target.")
    package static let unsupportedResource = OAuthError(400, "invalid_target", "unsupported_resource", "The authorization server has rejected the 'resource' parameter: {0}")
    package static let tooManyResources = OAuthError(400, "invalid_target", "too_many_resources", "Too many 'resource' parameters in the request; maximum allowed is {0}.")
    package static let tokenExchangeInvalidAudience = OAuthError(400, "invalid_target", "token_exchange_invalid_audience", "Token Exchange requests must include a valid audience of the authorization server.")
    package static let tokenExchangeInvalidResource = OAuthError(400, "invalid_target", "token_exchange_invalid_resource", "'resource' is invalid or not supported.")
    package static let tokenExchangeIncompleteResourceConfiguration = OAuthError(400, "invalid_target", "token_exchange_incomplete_resource_configuration", "The resource app is not completely configured or user is not assigned to the app.")
    package static let invalidToken = OAuthError(401, "invalid_token", "invalid_token", "The token is invalid.")
    package static let accessTokenInvalidAudience = OAuthError(401, "invalid_token", "access_token_invalid_audience", "The access token provided is not intended for Okta.")
    package static let accessTokenInvalidIssuer = OAuthError(401, "invalid_token", "access_token_invalid_issuer", "The access token provided has an invalid issuer.")
    package static let accessTokenInvalid = OAuthError(401, "invalid_token", "access_token_invalid", "The access token is invalid.")
    package static let tokenExpired = OAuthError(401, "invalid_token", "token_expired", "The token has expired.")
    package static let accessTokenRevoked = OAuthError(401, "invalid_token", "access_token_revoked", "The access token has been revoked.")
    package static let tokenTimestampInvalid = OAuthError(401, "invalid_token", "token_timestamp_invalid", "The token timestamp is invalid.")
    package static let idTokenInvalid = OAuthError(401, "invalid_token", "id_token_invalid", "The id token is invalid.")
    package static let jwtBearerGrantInvalidIssuer = OAuthError(401, "invalid_token", "jwt_bearer_grant_invalid_issuer", "The issuer of the token is not permitted to use the JWT Bearer Grant.")
    package static let webSSOTokenInvalid = OAuthError(401, "invalid_token", "web_sso_token_invalid", "The 'web_sso_token' is invalid.")
    package static let accessTokenNotDPoPBound = OAuthError(401, "invalid_token", "access_token_not_dpop_bound", "The presented access_token is not DPoP bound.")
    package static let invalidUserCode = OAuthError(400, "invalid_user_code", "invalid_user_code", "The user code is invalid or has expired.")
    package static let loginRequired = OAuthError(400, "login_required", "login_required", "The client specified not to prompt, but the user is not logged in.")
    package static let appSignOnRequired = OAuthError(400, "login_required", "app_sign_on_required", "The client specified not to prompt, but the client app requires re-authentication or MFA.")
    package static let noExistingSession = OAuthError(400, "login_required", "no_existing_session", "A 'prompt' value of 'none' requires an existing session to successfully authorize.")
    package static let requestExpired = OAuthError(400, "login_required", "request_expired", "Request expired, please start over and try again.")
    package static let mfaNotRequired = OAuthError(400, "mfa_not_required", "mfa_not_required", "The MFA attestation request cannot proceed because the client app policy does not require MFA.")
    package static let mfaRequired = OAuthError(403, "mfa_required", "mfa_required", "Verify with an additional authenticator to complete the sign-in process.")
    package static let missingInitiateLoginURI = OAuthError(400, "missing_initiate_login_uri", "missing_initiate_login_uri", "initiate_login_uri is missing.")
    package static let missingRedirectURI = OAuthError(400, "missing_redirect_uri", "missing_redirect_uri", "redirect_uri is missing.")
    package static let refreshTokenValidationFailure = OAuthError(400, "refresh_token_validation_failure", "refresh_token_validation_failure", "Can't create refresh token. The following field(s) are too long: '{0}'.")
    package static let requestNotSupported = OAuthError(400, "request_not_supported", "request_not_supported", "The authorize request object is not supported by this client.")
    package static let requestObjectNoClientSecret = OAuthError(400, "request_not_supported", "request_object_no_client_secret", "The issuer of the request object does not have a client secret.")
    package static let requestURINotSupported = OAuthError(400, "request_uri_not_supported", "request_uri_not_supported", "The authorize request uri is not supported by this client.")
    package static let serverError = OAuthError(500, "server_error", "server_error", "The authorization server encountered an unexpected condition that prevented it from fulfilling the request.")
    package static let featureNotEnabled = OAuthError(403, "server_error", "feature_not_enabled", "The requested feature is not enabled in this environment.")
    package static let idTokenNotGenerated = OAuthError(500, "server_error", "id_token_not_generated", "Failed to create the id_token.")
    package static let accessTokenNotGenerated = OAuthError(500, "server_error", "access_token_not_generated", "Failed to create the access_token.")
    package static let tooManyGroupsInGroupsClaim = OAuthError(400, "server_error", "too_many_groups_in_groups_claim", "The groups claim matched too many groups and must be configured to match fewer groups.")
    package static let userClaimEvaluationFailure = OAuthError(400, "server_error", "user_claim_evaluation_failure", "=The '{0}' user claim could not be evaluated.")
    package static let systemClaimEvaluationFailure = OAuthError(400, "server_error", "system_claim_evaluation_failure", "The '{0}' system claim could not be evaluated.")
    package static let slowDown = OAuthError(400, "slow_down", "slow_down", "Slow down the polling frequency. Please try again later.")
    package static let cibaSlowDown = OAuthError(400, "slow_down", "ciba_slow_down", "Slow down the polling frequency. Try again later.")
    package static let temporarilyUnavailable = OAuthError(400, "temporarily_unavailable", "temporarily_unavailable", "The authorization server is currently unable to handle the request due to a temporary overloading or maintenance of the server.")
    package static let tooManyUserCodes = OAuthError(429, "too_many_user_codes", "too_many_user_codes", "Too many user codes generated. Please try again later.")
    package static let unauthorizedClient = OAuthError(400, "unauthorized_client", "unauthorized_client", "The client is not authorized to use the provided grant type. Configured grant types: [{0}].")
    package static let unsupportedGrantTypeBrowserRequest = OAuthError(400, "unauthorized_client", "unsupported_grant_type_browser_request", "Browser requests to the token endpoint may only use the authorization_code grant_type.")
    package static let orgAuthorizationServerOnlyClient = OAuthError(400, "unauthorized_client", "org_authorization_server_only_client", "This client cannot use a custom authorization server.")
    package static let invalidClientAerialAuthorizationServer = OAuthError(400, "unauthorized_client", "invalid_client_aerial_authorization_server", "This client cannot use the Aerial authorization server.")
    package static let confidentialClientRequired = OAuthError(400, "unauthorized_client", "confidential_client_required", "Confidential client is required to make this request.")
    package static let unmetAuthenticationRequirements = OAuthError(400, "unmet_authentication_requirements", "unmet_authentication_requirements", "Unable to meet the authentication requirements imposed by 'acr_values' parameter.")
    package static let unsupportedApiResource = OAuthError(400, "unsupported_api_resource", "unsupported_api_resource", "The api resource is not supported by the authorization server.")
    package static let unsupportedApiResourceForAuthorization = OAuthError(400, "unsupported_api_resource", "unsupported_api_resource_for_authorization", "Only support default api resource for authorization when passing resource parameter.")
    package static let unsupportedGrantType = OAuthError(400, "unsupported_grant_type", "unsupported_grant_type", "The authorization grant type is not supported by the authorization server. Configured grant types: [{0}].")
    package static let unsupportedGrantTypeClientCredsOrgAs = OAuthError(400, "unsupported_grant_type", "unsupported_grant_type_client_creds_org_as", "'client_credentials' grant type can only be used with a custom authorization server.")
    package static let unsupportedGrantTypeTokenExchange = OAuthError(400, "unsupported_grant_type", "unsupported_grant_type_token_exchange", "'urn:ietf:params:oauth:grant-type:token-exchange' grant type is not supported.")
    package static let unsupportedResponseMode = OAuthError(400, "unsupported_response_mode", "unsupported_response_mode", "The response mode is not supported by the authorization server. Valid response modes: [query, fragment, form_post, okta_post_message].")
    package static let unsupportedResponseModeQueryWithTokens = OAuthError(400, "unsupported_response_mode", "unsupported_response_mode_query_with_tokens", "'query' response mode cannot be used with either the 'id_token' or 'token' response types.")
    package static let unsupportedResponseModeOktaPostMessageWithCode = OAuthError(400, "unsupported_response_mode", "unsupported_response_mode_okta_post_message_with_code", "'okta_post_message' response mode cannot be used with the 'code' response type.")
    package static let unsupportedResponseType = OAuthError(400, "unsupported_response_type", "unsupported_response_type", "The response type is not supported by the authorization server. Configured response types: [{0}].")
    package static let useDPoPNonce = OAuthError(400, "use_dpop_nonce", "use_dpop_nonce", "Authorization server requires nonce in DPoP proof.")

    /// Every row, in the order of the table.
    package static let catalogue: [OAuthError] = [
        accessDenied, openidScopeRequiredAccessToken, featureNotEnabledAccessDenied, oieNotEnabledForInteract,
        liteUserGrantTypeNotAllowed, userNotAssigned, noScopeAllowed, noMatchingPolicy,
        scopeDenied, refreshScopesDenied, disallowedNetworkZone, unsupportedTokenExchangeFlow,
        loginFailed, passwordExpired, cibaFeatureNotSupported, cibaMFAChallengeInitiationFailure,
        onlineAccessAuthenticationRequired, directAuthPolicyDenied, authorizationPending, cibaAuthorizationPending,
        directAuthAuthorizationPending, clientCredentialsSelfScopeRequested, consentRequired, consentRequiredClientCredentials,
        consentRequiredRopf, consentRequiredTokenExchange, noOrgScopesGranted, expiredToken,
        cibaExpiredAuthReqID, idTokenDoesNotMatchSession, idpInitatedFlowDisabled, insufficientScope,
        accessTokenInsufficientScopes, insufficientUserAuthentication, interactionRequired, invalidClient,
        missingClientCredentials, invalidBasicAuthCreds, invalidClientID, invalidTokenEndpointAuthMethod,
        invalidClientSecret, unsupportedAuthMethodBrowserRequest, unsupportedAuthMethodClientCreds, unsupportedAuthMethodClientCredsOauthIntegration,
        invalidApplicationTypeClientCredentials, clientAssertionInvalidIssuer, clientAssertionInvalidSubject, clientAssertionInvalidNoSecret,
        clientAssertionInvalidAudience, clientAssertionExpirationRequired, clientAssertionExpiredToken, clientAssertionExpiresTooFarInFuture,
        clientAssertionIssuedAtInFuture, clientAssertionAlreadyUsed, clientAssertionInvalidSignature, clientAssertionInvalidJWT,
        clientAssertionInvalidKeyID, clientAssertionInvalidJWKS, clientAssertionInvalidSignatureAlgorithm, clientAssertionInvalidSecretLength,
        clientAssertionJWKSNotConfigured, clientAssertionInvalidKeyUse, clientAssertionNotSignedWithSigningKey, requestObjectInvalidIssuer,
        requestObjectJWKSNotConfigured, cibaRequestGrantTypeNotConfigured, cibaRequestSignedAlgoNotConfigured, jwksURINoKey,
        jwksURIAmbiguousKeys, jwksURIAlgorithmRequired, jwksURIError, jwksURIJkuMismatchError,
        jwksURIInvalidKeyUse, authorizeRequestURIMismatchedClient, invalidClientMetadata, invalidDPoPProof,
        invalidDPoPProofMissingHeader, invalidDPoPProofMultipleHeadersNotAllowed, invalidDPoPProofInvalidType, invalidDPoPProofInvalidSignatureAlgorithm,
        invalidDPoPProofInvalidJWT, invalidDPoPProofInvalidSignature, invalidDPoPProofInvalidHtm, invalidDPoPProofInvalidHtu,
        invalidDPoPProofInvalidIat, invalidDPoPProofJWTIssuedInFuture, invalidDPoPProofJWTTooOld, invalidDPoPProofJWTExpired,
        invalidDPoPProofInvalidPublicKeyBinding, invalidDPoPProofInvalidJTI, dpopProofAlreadyUsed, dpopProofInvalidAth,
        invalidAccessTokenDPoPBinding, invalidGrant, invalidGrantTypeOrTokenExchangeSkuNotEnabled, pkceVerificationFailed,
        pkceVerificationFailedWithReason, invalidAuthorizationCode, invalidDeviceCode, userRateLimited,
        mismatchedClient, mismatchedRedirectURI, invalidRefreshToken, passwordAuthDeniedMFA,
        passwordAuthDeniedPolicy, invalidPasswordCredentials, expiredPasswordCredentials, missingPasswordEnrollment,
        multiplePasswordEnrollments, invalidSAMLAssertion, tokenExchangeSubjectTokenExpired, clientRequiresMFANativeSSO,
        interactionCodeUnsatisfiable, invalidInteractionCode, jwtBearerGrantInvalidAudience, jwtBearerGrantReplayed,
        directAuthInvalidOTP, invalidInitiateLoginURI, invalidRedirectURI, invalidRequest,
        multipleClientCredentials, clientCredentialsInQuery, duplicateOauthParams, unsupportedResponseTypeWithScope,
        requiredResponseTypeWithScope, illegalOriginBrowserRequest, notTrustedOriginBrowserRequest, unsupportedApiResourceForNoneResponseType,
        unsupportedScopeForNoneResponseType, unsupportedNonceForNoneResponseType, invalidMaxAgeForEnrollAuthenticatorPrompt, invalidPromptForNoneResponseType,
        invalidEnrollAmrForNoneResponseType, invalidAcrValuesForEnrollAuthenticatorPrompt, unknownIDP, invalidMaxAge,
        invalidRequestedExpiry, illegalRedirectURI, illegalRedirectURIEnhanced, invalidClientApplicationType,
        invalidState, invalidNonce, invalidPrompt, invalidPromptForZeroMaxAge,
        invalidPromptIDPRefreshWithoutIDPParam, invalidUserType, pkceInvalidChallenge, pkceMissingChallenge,
        pkceMissingChallengeVerifierPresent, pkceMissingVerifier, pkceUnsupportedCodeChallengeMethod, tokenRequestMissingGrantType,
        tokenRequestMissingDeviceID, mismatchedResource, requestMissingToken, illegalDuplicatedParameters,
        invalidAuthorizationServer, mismatchedAuthorizationServer, missingTokenRequestParameter, invalidSubjectToken,
        invalidActorToken, invalidActorTokenType, invalidSubjectActorTokenMatch, invalidRequestedTokenType,
        resourceAppAssuranceNotMet, invalidClientTypeNativeSSO, invalidClientConfigurationNativeToWebSSO, onBehalfInvalidClientType,
        pkceChallengeRequired, invalidDeviceToken, illegalPostLogoutRedirectURI, illegalPostLogoutRedirectURIEnhanced,
        accessTokenMissing, accessTokenInQuery, accessTokenDuplicate, clientAssertionTypeInvalid,
        jwksURIErrorAuthServer, authorizeRequestObjectAndRequestURIProvided, cibaRequestInvalidHint, cibaRequestMissingIDTokenHint,
        cibaRequestUnknownUserID, pushedAuthorizationRequestURIPresent, invalidActivationToken, invalidApplicationTypeForInteract,
        invalidRecoveryToken, dpopProofRequiredForToken, dpopAuthenticationSchemeRequired, invalidRequestObject,
        requestObjectHeaderAlgoMismatch, requestObjectBadSignature, requestObjectAudienceMismatch, requestObjectAlreadyUsed,
        requestObjectInvalid, requestObjectJWTExpired, requestObjectJWTExpirationTooLong, requestObjectIssuedInFuture,
        requestObjectBeforeNbf, requestObjectJWTInvalidKeyUse, requestObjectInvalidJWKS, requestObjectInvalidKeyID,
        requestObjectInvalidSignatureAlgorithm, requestObjectInvalidSecretLength, requestObjectJWTNotSignedWithSigningKey, invalidRequestURI,
        authorizeRequestURIMismatchedAuthorizationServer, invalidScope, openidScopeRequired, openidNotAllowedClientCreds,
        unsupportedScopeBrowserRequest, missingScopes, illegalScopes, illegalCustomScope,
        illegalScope, illegalScopeCombination, requiredScopeCombination, atLeastOneRequiredScopeCombination,
        exactScopeRequired, openidNotAllowedTokenExchange, noDefaultScopes, noMatchingScope,
        cibaRequestInvalidScope, cibaRequestMissingScope, invalidTarget, unsupportedResource,
        tooManyResources, tokenExchangeInvalidAudience, tokenExchangeInvalidResource, tokenExchangeIncompleteResourceConfiguration,
        invalidToken, accessTokenInvalidAudience, accessTokenInvalidIssuer, accessTokenInvalid,
        tokenExpired, accessTokenRevoked, tokenTimestampInvalid, idTokenInvalid,
        jwtBearerGrantInvalidIssuer, webSSOTokenInvalid, accessTokenNotDPoPBound, invalidUserCode,
        loginRequired, appSignOnRequired, noExistingSession, requestExpired,
        mfaNotRequired, mfaRequired, missingInitiateLoginURI, missingRedirectURI,
        refreshTokenValidationFailure, requestNotSupported, requestObjectNoClientSecret, requestURINotSupported,
        serverError, featureNotEnabled, idTokenNotGenerated, accessTokenNotGenerated,
        tooManyGroupsInGroupsClaim, userClaimEvaluationFailure, systemClaimEvaluationFailure, slowDown,
        cibaSlowDown, temporarilyUnavailable, tooManyUserCodes, unauthorizedClient,
        unsupportedGrantTypeBrowserRequest, orgAuthorizationServerOnlyClient, invalidClientAerialAuthorizationServer, confidentialClientRequired,
        unmetAuthenticationRequirements, unsupportedApiResource, unsupportedApiResourceForAuthorization, unsupportedGrantType,
        unsupportedGrantTypeClientCredsOrgAs, unsupportedGrantTypeTokenExchange, unsupportedResponseMode, unsupportedResponseModeQueryWithTokens,
        unsupportedResponseModeOktaPostMessageWithCode, unsupportedResponseType, useDPoPNonce,
    ]
}
