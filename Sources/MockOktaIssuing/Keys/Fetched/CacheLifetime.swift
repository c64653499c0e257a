import MockOktaFormats
package import MockOktaModel

/// How long an answer may be used again, by its `Cache-Control` (RFC 9111 §5.2.2).
package enum CacheLifetime {
    /// The lifetime of an answer without the field, which RFC 9111 §4.2.2 leaves to the cache.
    private static let unsaid = TimeSpan.minutes(5)
    private static let longest = TimeSpan.hours(24)

    package static func of(_ cacheControl: String?) -> TimeSpan {
        guard let cacheControl else { return unsaid }
        var lifetime = unsaid
        for directive in cacheControl.asciiLowercased.split(separator: ",") {
            let words = directive.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " && $0 != "\"" } }
            switch words.first {
            case "no-store", "no-cache": return .seconds(0)
            case "max-age":
                guard words.count == 2, let seconds = Int64(words[1]), seconds >= 0 else { return .seconds(0) }
                lifetime = min(.seconds(seconds), longest)
            default: break
            }
        }
        return lifetime
    }
}
