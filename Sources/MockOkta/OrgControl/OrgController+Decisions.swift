import MockOktaControl

/// Decisions that users make on another device than the client's: device flow (RFC 8628) and CIBA.
extension OrgController {
    /// Approves a device for a user, as the page `/activate` does; the device's next poll gets tokens.
    ///
    /// - Parameters:
    ///   - userCode: the code that the device shows.
    ///   - user: a login or an id.
    /// - Throws: an error where no device waits for the code, or there is no such user.
    public func approve(userCode: String, as user: String) throws(OrgControlError) {
        let operations = reference.operations
        try OrgControlError.translating { () throws(ControlError) in
            try operations.approve(userCode: userCode, as: user)
        }
    }

    /// Approves a device by the code that it polls with, for a test that is the device.
    ///
    /// - Parameters:
    ///   - deviceCode: the `device_code` of the answer to `/device/authorize`.
    ///   - user: a login or an id.
    /// - Throws: an error where no device waits for the code, or there is no such user.
    public func approve(deviceCode: String, as user: String) throws(OrgControlError) {
        let operations = reference.operations
        try OrgControlError.translating { () throws(ControlError) in
            try operations.approve(deviceCode: deviceCode, as: user)
        }
    }

    /// Denies a device by the code that it polls with.
    ///
    /// - Parameter deviceCode: the `device_code` of the answer to `/device/authorize`.
    /// - Throws: an error where no device waits for the code.
    public func deny(deviceCode: String) throws(OrgControlError) {
        let operations = reference.operations
        try OrgControlError.translating { () throws(ControlError) in try operations.deny(deviceCode: deviceCode) }
    }

    /// Denies a device; its next poll gets `access_denied`.
    ///
    /// - Parameter userCode: the code that the device shows.
    /// - Throws: an error where no device waits for the code.
    public func deny(userCode: String) throws(OrgControlError) {
        let operations = reference.operations
        try OrgControlError.translating { () throws(ControlError) in try operations.deny(userCode: userCode) }
    }

    /// Approves a backchannel authentication request for the user that it names.
    ///
    /// - Parameter authReqID: the `auth_req_id` of the answer to `/bc/authorize`.
    /// - Throws: an error where no such request waits.
    public func approve(authReqID: String) throws(OrgControlError) {
        let operations = reference.operations
        try OrgControlError.translating { () throws(ControlError) in try operations.approve(backchannel: authReqID) }
    }

    /// Denies a backchannel authentication request.
    ///
    /// - Parameter authReqID: the `auth_req_id` of the answer to `/bc/authorize`.
    /// - Throws: an error where no such request waits.
    public func deny(authReqID: String) throws(OrgControlError) {
        let operations = reference.operations
        try OrgControlError.translating { () throws(ControlError) in try operations.deny(backchannel: authReqID) }
    }
}
