/// Whether a page is whole: every element that is opened is closed, in order, and every attribute is quoted.
enum Markup {
    private static let void: Set<String> = ["meta", "link", "input", "br", "hr", "img"]

    /// What is wrong first; nil for a sound page.
    static func problem(_ html: String) -> String? {
        guard html.hasPrefix("<!DOCTYPE html>") else { return "no doctype" }
        var open: [Substring] = []
        var rest = html.dropFirst(15)
        while let start = rest.firstIndex(of: "<") {
            guard let end = rest[start...].firstIndex(of: ">") else { return "a tag is not closed" }
            var tag = rest[rest.index(after: start)..<end]
            // An element of an image that has no content.
            let isEmpty = tag.last == "/" && tag.first != "/"
            if isEmpty { tag = tag.dropLast() }
            rest = rest[rest.index(after: end)...]
            let name = tag.prefix { $0.isLetter || $0.isNumber || $0 == "/" }
            if name.hasPrefix("/") {
                guard open.popLast() == name.dropFirst() else { return "</\(name.dropFirst())> closes nothing" }
                continue
            }
            guard !name.isEmpty else { return "a bare <" }
            if let problem = attributes(tag.dropFirst(name.count)) { return "\(problem) in <\(tag)>" }
            if !isEmpty, !void.contains(String(name)) { open.append(name) }
            // Their content is text of another language.
            guard name == "script" || name == "style" else { continue }
            guard let close = rest.firstRange(of: "</\(name)") else { return "\(name) is not closed" }
            rest = rest[close.lowerBound...]
        }
        return open.isEmpty ? nil : "not closed: \(open)"
    }

    private static func attributes(_ text: Substring) -> String? {
        let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
        guard parts.count % 2 == 1 else { return "a quote is open" }
        for (index, part) in parts.enumerated() where index % 2 == 0 {
            let isLast = index == parts.count - 1
            let names = isLast ? part : part.dropLast()
            let isSound = names.allSatisfy { $0.isLetter || $0 == "-" || $0.isWhitespace }
            guard isSound, isLast || part.hasSuffix("=") else { return "an attribute is not quoted" }
        }
        return nil
    }
}
