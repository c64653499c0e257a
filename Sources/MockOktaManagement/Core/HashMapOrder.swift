import MockOktaFormats

extension JSONObject {
    /// The members in the order in which a Java `HashMap` walks them.
    ///
    /// Okta keeps `_links` and the profiles of users, groups and app users in such maps: every recorded one is in the
    /// order of the hashes of its keys, whatever the order in which they were set. Clients compare texts, so the order
    /// is part of what is answered. Keys of one bucket keep their order here, as they do in Java.
    var inHashMapOrder: JSONObject {
        // A map begins with 16 buckets and doubles them when it is more than three quarters full.
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
    /// Where a `HashMap` with a power of two of buckets puts the string (`String.hashCode`, then `HashMap.hash`).
    fileprivate func bucket(of buckets: UInt32) -> UInt32 {
        let hash = utf16.reduce(UInt32(0)) { $0 &* 31 &+ UInt32($1) }
        return (hash ^ hash >> 16) & (buckets - 1)
    }
}
