import MockOktaModel
import Testing

@Suite struct StoreAddressTests {
    @Test(arguments: [
        ("memory", StoreAddress.memory), ("sqlite:state.db", .sqlite(path: "state.db")),
        ("sqlite:/var/lib/mock-okta/a b.db", .sqlite(path: "/var/lib/mock-okta/a b.db")),
        ("redis://localhost", .redis(RedisAddress(host: "localhost"))),
        (
            "redis://me:p%40ss%2Fword@cache.example.com:6380/3?prefix=team-a",
            .redis(
                RedisAddress(
                    host: "cache.example.com",
                    port: 6380,
                    user: "me",
                    password: "p@ss/word",
                    database: 3,
                    prefix: "team-a"
                )
            )
        ),
        ("redis://:secret@[::1]:7000/", .redis(RedisAddress(host: "::1", port: 7000, password: "secret"))),
    ])
    func `a store is memory, a file or a server`(text: String, address: StoreAddress) throws {
        #expect(try StoreAddress(text) == address)
    }

    @Test(arguments: [
        ("sqlite:", "names no file behind sqlite:"),
        ("sqlite::memory:", ":memory: names no file; state in memory is --store memory"),
        (
            "mysql:there",
            "mysql:there is none of memory, sqlite:PATH or redis://[user:password@]host[:port][/db][?prefix=p]"
        ),
        ("", " is none of memory, sqlite:PATH or redis://[user:password@]host[:port][/db][?prefix=p]"),
        (
            "radish://me:secret@there",
            "radish:… is none of memory, sqlite:PATH or redis://[user:password@]host[:port][/db][?prefix=p]"
        ),
        ("redis://", "names no host: a Redis store is redis://[user:password@]host[:port][/db][?prefix=p]"),
        (
            "redis://me@there",
            "has a user without a password: a Redis store is redis://[user:password@]host[:port][/db][?prefix=p]"
        ),
        ("redis://there:0", "0 is no port"), ("redis://there:70000", "70000 is no port"),
        ("redis://there/one", "one is no number of a database"),
        ("redis://there/-1", "-1 is no number of a database"),
        ("redis://there?ttl=5", "ttl=5 is no parameter of a Redis store; there is prefix=p"),
        ("redis://there?prefix=", "prefix= is no parameter of a Redis store; there is prefix=p"),
        ("redis://there?prefix=a{b", "the prefix contains a {"),
        ("redis://:a%2@there", "the password has a % that two hexadecimal digits do not follow"),
        ("redis://:a#b@there", "names no host: a Redis store is redis://[user:password@]host[:port][/db][?prefix=p]"),
        (
            "rediss://there",
            "rediss: the client library (libhiredis) has no TLS; name a redis:// of a tunnel such as stunnel"
        ),
    ])
    func `anything else is refused with what would be right`(text: String, reason: String) {
        do throws(StoreAddressError) {
            _ = try StoreAddress(text)
            Issue.record("it is taken")
        } catch {
            #expect(error.reason == reason)
        }
    }

    @Test func `a server is shown without its password`() throws {
        let address = RedisAddress(host: "::1", port: 7000, user: "me", password: "secret", database: 2)
        #expect(address.description == "redis://[::1]:7000/2")
    }
}
