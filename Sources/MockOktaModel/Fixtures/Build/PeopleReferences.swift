import MockOktaFormats

/// Finds the users and groups that a rule refers to.
protocol PeopleReferences {
    /// The group of all users, which `EVERYONE` means.
    var everyone: GroupID { get }
    func users(_ array: FixtureNode?) -> [UserID]
    func groups(_ array: FixtureNode?) -> [GroupID]
}

extension PolicyContext: PeopleReferences {
    var everyone: GroupID { directory.everyone }

    func users(_ array: FixtureNode?) -> [UserID] { directory.userReferences.resolve(each: array, log) }

    func groups(_ array: FixtureNode?) -> [GroupID] { directory.groupReferences.resolve(each: array, log) }
}

/// Uses ids unchanged: objects of the Management API refer to others only by id.
struct IDReferences: PeopleReferences {
    let everyone: GroupID

    func users(_ array: FixtureNode?) -> [UserID] { array?.strings.map(UserID.init(rawValue:)) ?? [] }

    func groups(_ array: FixtureNode?) -> [GroupID] {
        array?.strings.map { $0 == "EVERYONE" ? everyone : GroupID(rawValue: $0) } ?? []
    }
}
