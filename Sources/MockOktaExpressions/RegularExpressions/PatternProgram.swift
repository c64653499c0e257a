/// A pattern compiled to instructions for a matcher that follows all alternatives at once.
struct PatternProgram: Sendable {
    /// Limits the matching time, which depends on the size of the program: repetitions are expanded.
    static let sizeLimit = 4096

    /// The comparisons that are part of the price of a position.
    private static let freeComparisons = 8

    enum Instruction: Sendable {
        /// A set, with the steps that a look into it costs beside those of every position.
        case set(ScalarSet, cost: Int)
        case split(Int, Int)
        case jump(Int)
        case assertion(PatternNode.Assertion)
        case look(Int, PatternNode.Look)
        case match
    }

    private(set) var instructions: [Instruction] = []
    /// The patterns of lookaheads and lookbehinds.
    private(set) var looks: [PatternProgram] = []
    /// The number of instructions, including those in `looks`.
    private var size = 0

    init(_ node: PatternNode) throws(PatternError) {
        try append(node)
        try emit(.match)
    }

    private mutating func emit(_ instruction: Instruction) throws(PatternError) {
        size += 1
        guard size <= Self.sizeLimit else {
            throw PatternError(
                message: "its repetitions make it larger than \(Self.sizeLimit) steps",
                offset: 0
            )
        }
        instructions.append(instruction)
    }

    private mutating func append(_ node: PatternNode) throws(PatternError) {
        switch node {
        case .set(let set): try emit(.set(set, cost: set.cost / Self.freeComparisons))
        case .assertion(let assertion): try emit(.assertion(assertion))
        case .sequence(let nodes): for node in nodes { try append(node) }
        case .choice(let branches): try append(branches)
        case .repetition(let node, let least, let most): try append(node, least: least, most: most)
        case .look(let node, let look):
            let program = try PatternProgram(node)
            size += program.size
            looks.append(program)
            try emit(.look(looks.count - 1, look))
        }
    }

    private mutating func append(_ branches: [PatternNode]) throws(PatternError) {
        var jumps: [Int] = []
        for branch in branches.dropLast() {
            let split = instructions.count
            try emit(.jump(0))
            try append(branch)
            jumps.append(instructions.count)
            try emit(.jump(0))
            instructions[split] = .split(split + 1, instructions.count)
        }
        if let last = branches.last { try append(last) }
        for jump in jumps { instructions[jump] = .jump(instructions.count) }
    }

    private mutating func append(_ node: PatternNode, least: Int, most: Int?) throws(PatternError) {
        for _ in 0..<least {
            let former = size
            try append(node)
            // Nothing stays nothing however often, and nested repetitions of it would take for ever.
            if size == former { break }
        }
        guard let most else {
            let split = instructions.count
            try emit(.jump(0))
            try append(node)
            try emit(.jump(split))
            instructions[split] = .split(split + 1, instructions.count)
            return
        }
        var splits: [Int] = []
        for _ in least..<max(least, most) {
            splits.append(instructions.count)
            try emit(.jump(0))
            try append(node)
        }
        for split in splits { instructions[split] = .split(split + 1, instructions.count) }
    }
}
