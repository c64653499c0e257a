extension User {
    /// The attributes that every user profile may have (Okta, "User profiles"), in Okta's order.
    package static let baseAttributes = [
        "login", "firstName", "lastName", "middleName", "honorificPrefix", "honorificSuffix", "email", "title",
        "displayName", "nickName", "profileUrl", "secondEmail", "mobilePhone", "primaryPhone", "streetAddress",
        "city", "state", "zipCode", "countryCode", "postalAddress", "preferredLanguage", "locale", "timezone",
        "userType", "employeeNumber", "costCenter", "organization", "division", "department", "managerId",
        "manager",
    ]
}
