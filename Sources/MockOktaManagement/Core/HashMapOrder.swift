import MockOktaFormats

extension JSONObject {
    /// The members in the iteration order of a Java `HashMap`.
    ///
    /// Okta stores `_links` and the profiles of users, groups and app users in such maps: all recorded ones are in the
    /// order of the hashes of their keys, regardless of the order of insertion. Clients compare answers as text, so the
    /// order matters. Keys of one bucket keep their order, as they do in Java.
    var inHashMapOrder: JSONObject {
        // A map starts with 16 buckets and doubles them when it is more than three quarters full.
        var buckets: UInt32 = 16
        while members.count * 4 > Int(buckets) * 3 { buckets *= 2 }
        let ordered = members.enumerated().sorted { one, other in
            let (first, second) = (one.element.key.bucket(of: buckets), other.element.key.bucket(of: buckets))
            return first == second ? one.offset < other.offset : first < second
        }
        return JSONObject(distinct: ordered.map(\.element))
    }
}

extension String {
    /// The bucket of a string in a `HashMap` of a power-of-two size (`String.hashCode`, then `HashMap.hash`).
    fileprivate func bucket(of buckets: UInt32) -> UInt32 {
        let hash = utf16.reduce(UInt32(0)) { $0 &* 31 &+ UInt32($1) }
        return (hash ^ hash >> 16) & (buckets - 1)
    }
}
