package import MockOktaFormats

/// The body of an answer.
///
/// Answers that differ in one text only share the rest, so that the journal keeps little of each.
package enum HTTPBody: Sendable {
    case bytes([UInt8])
    case filled(FilledTemplate)

    /// A template with the text in its gaps.
    package final class FilledTemplate: Sendable {
        fileprivate let template: ByteTemplate
        fileprivate let text: [UInt8]

        fileprivate init(_ template: ByteTemplate, _ text: [UInt8]) {
            self.template = template
            self.text = text
        }
    }

    package init(_ template: ByteTemplate, filledWith text: [UInt8]) {
        self = .filled(FilledTemplate(template, text))
    }

    package var count: Int {
        switch self {
        case .bytes(let bytes): bytes.count
        case .filled(let filled): filled.template.size(filledWith: filled.text.count)
        }
    }

    /// The number of bytes that no other body shares.
    package var ownCount: Int {
        switch self {
        case .bytes(let bytes): bytes.count
        case .filled(let filled): filled.text.count
        }
    }

    package var bytes: [UInt8] {
        switch self {
        case .bytes(let bytes): return bytes
        case .filled:
            var bytes: [UInt8] = []
            bytes.reserveCapacity(count)
            append(to: &bytes)
            return bytes
        }
    }

    package func append(to buffer: inout [UInt8]) {
        switch self {
        case .bytes(let bytes): buffer.append(contentsOf: bytes)
        case .filled(let filled): filled.template.append(filledWith: filled.text, to: &buffer)
        }
    }
}
