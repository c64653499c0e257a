import MockOktaFormats

/// The media types that a client accepts, with their quality values (RFC 9110 §12.5.1).
package struct Accept: Sendable {
    private struct Range: Sendable {
        let type: String
        let subtype: String
        let quality: Double

        /// The specificity of the range; the quality of the most specific matching range applies.
        var precision: Int { (type == "*" ? 0 : 1) + (subtype == "*" ? 0 : 1) }

        func matches(_ media: MediaType) -> Bool {
            (type == "*" || type == media.type) && (subtype == "*" || subtype == media.subtype)
        }
    }

    private let ranges: [Range]

    /// Without an `Accept` field, or with one that has no valid media range, every type is accepted.
    package init(_ fields: HTTPFields) {
        guard fields.contains("Accept") else {
            ranges = Accept.everything
            return
        }
        let members = fields.values(of: "Accept").flatMap { $0.split(separator: ",") }
        let read = members.compactMap { MediaType($0) }.map { media in
            let quality = media["q"].flatMap(Double.init) ?? 1
            return Range(type: media.type, subtype: media.subtype, quality: quality)
        }
        ranges = read.isEmpty ? Accept.everything : read
    }

    private static let everything = [Range(type: "*", subtype: "*", quality: 1)]

    private var isEverything: Bool { ranges.count == 1 && ranges[0].precision == 0 && ranges[0].quality > 0 }

    package func admits(_ media: String) -> Bool { isEverything || quality(of: media) > 0 }

    /// Whether the first type has a higher quality than the second: a browser prefers `text/html` to
    /// `application/json`.
    package func prefers(_ first: String, over second: String) -> Bool { quality(of: first) > quality(of: second) }

    private func quality(of media: String) -> Double {
        guard let media = MediaType(media) else { return 0 }
        let matching = ranges.filter { $0.matches(media) }
        return matching.max { $0.precision < $1.precision }?.quality ?? 0
    }
}
