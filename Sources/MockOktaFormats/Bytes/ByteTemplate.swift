/// Bytes with gaps, in each of which the same text belongs.
///
/// A page of several forms is one: each form repeats the same hidden field.
package final class ByteTemplate: Sendable {
    /// What stands before, between and after the gaps.
    private let parts: [[UInt8]]
    private let size: Int

    /// Creates a template from a filled one.
    ///
    /// - Parameters:
    ///   - bytes: the filled template.
    ///   - text: what is in its gaps and nowhere else; not empty.
    package init(_ bytes: [UInt8], filledWith text: [UInt8]) {
        var parts: [[UInt8]] = []
        var (start, index) = (0, 0)
        let (all, wanted) = (bytes.span, text.span)
        while !text.isEmpty, let next = all.firstIndex(of: text[0], from: index) {
            if all.extracting(next...).starts(with: wanted) {
                parts.append(Array(bytes[start..<next]))
                index = next + text.count
                start = index
            } else {
                index = next + 1
            }
        }
        parts.append(Array(bytes[start...]))
        self.parts = parts
        size = parts.reduce(0) { $0 + $1.count }
    }

    /// The size of the template with a text of some bytes in each of its gaps.
    package func size(filledWith count: Int) -> Int { size + (parts.count - 1) * count }

    package func append(filledWith text: [UInt8], to buffer: inout [UInt8]) {
        for (index, part) in parts.enumerated() {
            if index > 0 { buffer.append(copying: text.span) }
            buffer.append(copying: part.span)
        }
    }
}
