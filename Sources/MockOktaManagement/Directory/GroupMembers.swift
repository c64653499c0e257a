import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// The members of groups: `/groups/{groupID}/users`, `/users/{userID}/groups`, and the apps of a group.
enum GroupMembers {
    private static let path = Groups.path + "/{groupID}/users"

    static let operations: [Operation] = [
        // Heavy, because a group may contain every user of the org, and its apps are found among all.
        Operation(.get, path, .groups, weight: .heavy) { (call) throws(Refusal) in
            let group = try Groups(call, in: call.organization).existing(call.parameter("groupID"))
            let users = Users(call, in: call.organization)
            let all =
                group.isEveryone
                ? Array(call.organization.contents.users) : call.organization.contents.users.rows(.group(group.id))
            let page = try Page(call, Page.Limits(fallback: 1000, maximum: 1000))
            let picked = try page.pick(all) { $0.id.rawValue }
            return page.answer(
                picked.rows.map { users.listed($0, call) },
                next: picked.hasMore ? picked.rows.last?.id.rawValue : nil
            )
        },
        Operation(.put, path + "/{userID}", .groups) { (call) throws(Refusal) in
            try change(call) { user, group in user.groups.contains(group) ? user.groups : user.groups + [group] }
        },
        Operation(.delete, path + "/{userID}", .groups) { (call) throws(Refusal) in
            try change(call) { user, group in user.groups.filter { $0 != group } }
        },
        Operation(.get, Groups.path + "/{groupID}/apps", .groups, weight: .heavy) { (call) throws(Refusal) in
            let group = try Groups(call, in: call.organization).existing(call.parameter("groupID"))
            let apps = Applications(call, in: call.organization)
            let assigned = apps.values.filter { app in
                AssignedApp(app, in: call.organization).groups?.contains(group.id) == true
            }
            let page = try Page(call, .small)
            let picked = try page.pick(assigned, id: \.id)
            return page.answer(
                picked.rows.map { apps.shown($0, call) },
                next: picked.hasMore ? picked.rows.last?.id : nil
            )
        },
        Operation(.get, Users.path + "/{userID}/groups", .users) { (call) throws(Refusal) in
            let user = try Users(call, in: call.organization).existing(call.parameter("userID"))
            let groups = Groups(call, in: call.organization)
            let page = try Page(call, .large)
            let picked = try page.pick(user.groups.compactMap { call.organization.group($0) }) { $0.id.rawValue }
            return page.answer(
                picked.rows.map { groups.shown($0, call) },
                next: picked.hasMore ? picked.rows.last?.id.rawValue : nil
            )
        },
    ]

    private static func change(
        _ call: APICall,
        _ change: (User, GroupID) -> [GroupID]
    ) throws(Refusal) -> APIAnswer {
        try call.update { (organization) throws(Refusal) in
            let group = try Groups(call, in: organization).existing(call.parameter("groupID"))
            let user = try Users(call, in: organization).existing(call.parameter("userID"))
            guard !group.isEveryone else {
                throw Refusal(.permissionDenied, why: "every user is in Everyone, always")
            }
            var changed = group
            changed.source["lastMembershipUpdated"] = call.now
            let member = GroupRules.byHand(user.with(groups: change(user, group.id)), in: group.id)
            let after = organization.changing { contents in
                contents.groups.set(changed)
                contents.users.set(member)
            }
            return (after, ())
        }
        return .nothing
    }
}
