/// A QR code of a text: byte mode, error correction level M, versions 1 to 10 (ISO/IEC 18004).
package struct QRCode: Hashable, Sendable {
    /// The rows from top to bottom; true is a dark module; without the quiet zone.
    package let modules: [[Bool]]

    /// Encodes a text; nil if its UTF-8 has more than 213 bytes, the capacity of version 10.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let version = QRVersion.smallest(for: bytes.count) else { return nil }
        let codewords = QRCodewords(bytes, version).interleaved
        var best: (matrix: QRMatrix, penalty: Int)?
        for mask in QRMask.allCases {
            var matrix = QRMatrix(version)
            matrix.place(codewords, mask)
            let penalty = QRPenalty.total(matrix.modules)
            if best.map({ penalty < $0.penalty }) ?? true { best = (matrix, penalty) }
        }
        guard let best else { return nil }
        modules = best.matrix.modules
    }

    /// The code as an SVG image with a single path, black on white, with the quiet zone of four modules.
    ///
    /// - Parameter label: the accessible label for screen readers; escaped here.
    /// - Returns: the `svg` element, for insertion into a page.
    package func svg(label: String) -> String {
        let side = modules.count + 8
        var path = ""
        for (y, row) in modules.enumerated() {
            for (x, isDark) in row.enumerated() where isDark { path += "M\(x + 4) \(y + 4)h1v1h-1z" }
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"qr\" role=\"img\" viewBox=\"0 0 \(side) \(side)\" "
            + "aria-label=\"\(HTMLText.escaped(label))\"><rect width=\"\(side)\" height=\"\(side)\" fill=\"#fff\"/>"
            + "<path d=\"\(path)\" fill=\"#000\"/></svg>"
    }
}
