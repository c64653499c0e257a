import MockOktaHTTP
import Testing

struct RouteTableTests {
    private static let table: RouteTable<String> = {
        var table = RouteTable<String>()
        table.add(.get, "/", "root")
        table.add(.post, "/oauth2/v1/token", "org token")
        table.add(.post, "/oauth2/{server}/v1/token", "token")
        table.add(.get, "/users/me", "me")
        table.add(.get, "/users/{id}", "user")
        table.add(.delete, "/users/{id}", "delete")
        table.add(.get, "/users/{id}/groups/{group}", "group")
        table.add(.get, "/brands", "brands")
        table.add(.get, "/brands/*", "below brands")
        table.add(.get, "/brands/{id}/themes", "themes")
        table.add(.post, "/brands/{id}/*", "below a brand")
        return table
    }()

    private func text(_ method: HTTPMethod, _ path: String) -> String {
        switch RouteTableTests.table.match(method, path: path) {
        case .found(let endpoint, let parameters):
            endpoint + parameters.parameters.map { " \($0.name)=\($0.value)" }.joined()
        case .methodNotAllowed(let allowed): "allow " + allowed.map(\.rawValue).joined(separator: ",")
        case .notFound: "none"
        }
    }

    @Test(arguments: [
        (HTTPMethod.get, "/", "root"),
        (.post, "/oauth2/v1/token", "org token"),
        (.post, "/oauth2/default/v1/token", "token server=default"),
        (.post, "/oauth2/v1/v1/token", "token server=v1"),
        (.get, "/users/me", "me"),
        (.head, "/users/me", "me"),
        (.delete, "/users/me", "delete id=me"),
        (.get, "/users/a%40b.c%2Fd", "user id=a@b.c/d"),
        (.get, "/users/1/groups/2", "group id=1 group=2"),
        (.get, "/%75sers/me", "me"),
        (.get, "/users%2Fme", "none"),
        (.get, "/users/%2F", "user id=/"),
        (.get, "/users/a%C3%A9", "user id=aé"),
        (.get, "/users/a%FFb/groups/2", "none"),
        (.get, "/users/1/groups/%2f2", "group id=1 group=/2"),
        (.post, "/users/me", "allow GET,HEAD,DELETE"),
        (.put, "/users/7", "allow GET,DELETE,HEAD"),
        (.get, "/oauth2/v1/token", "allow POST"),
        (.get, "/users", "none"),
        (.get, "/users/", "none"),
        (.get, "/users/7/", "none"),
        (.get, "/users/%zz", "none"),
        (.get, "/users/%4", "none"),
        (.get, "/users/%ff", "none"),
        (.get, "//", "none"),
        (.options, "*", "none"),
        (.get, "/brands", "brands"),
        (.get, "/brands/1", "below brands"),
        (.get, "/brands/1/themes", "themes id=1"),
        (.get, "/brands/1/themes/2/logo/3/4/5/6/7/8", "below brands"),
        (.get, "/brands/%2F", "below brands"),
        (.post, "/brands/1/themes", "below a brand id=1"),
        (.post, "/brands/1", "allow GET,HEAD"),
        (.put, "/brands/1/x", "allow POST,GET,HEAD"),
        (.get, "/brands/", "none"),
        (.get, "/brands//1", "none"),
        (.get, "/brands/1/", "none"),
    ])
    func `a path finds its endpoint`(method: HTTPMethod, path: String, expected: String) {
        #expect(text(method, path) == expected)
    }
}
