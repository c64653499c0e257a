import MockOktaIssuing
import MockOktaModel
import Testing

struct CacheLifetimeTests {
    private static let fields: [(String?, Int64)] = [
        (nil, 300), ("", 300), ("public", 300), ("max-age=600", 600), ("Max-Age = 7, must-revalidate", 7),
        ("max-age=\"9\"", 9), ("max-age=0", 0), ("max-age=-1", 0), ("max-age=soon", 0), ("max-age", 0),
        ("no-store", 0), ("max-age=600, no-cache", 0), ("max-age=99999999999999999999", 0), ("max-age=999999", 86_400),
    ]

    @Test(arguments: fields) func `the lifetime follows Cache-Control`(field: String?, seconds: Int64) {
        #expect(CacheLifetime.of(field) == .seconds(seconds))
    }
}
