/// Runs a program on a text (Thompson's construction): the time is at most proportional to text length times program
/// size.
struct PatternMatcher {
    private let program: PatternProgram
    private let text: [Unicode.Scalar]
    private let budget: EvaluationBudget
    private let offset: Int?

    init(
        _ program: PatternProgram,
        _ text: [Unicode.Scalar],
        budget: EvaluationBudget,
        at offset: Int?
    ) {
        self.program = program
        self.text = text
        self.budget = budget
        self.offset = offset
    }

    /// Whether the program accepts the whole text.
    func matchesWhole() throws(ExpressionError) -> Bool {
        try run(from: 0, until: text.count, startsAnywhere: false, stopsAnywhere: false)
    }

    /// The instructions that wait for the scalar at one position, without duplicates.
    private struct Threads {
        var waiting: [Int] = []
        var isMatch = false
        private var seen: [Bool]

        init(_ count: Int) { seen = Array(repeating: false, count: count) }

        mutating func isNew(_ instruction: Int) -> Bool {
            defer { seen[instruction] = true }
            return !seen[instruction]
        }

        mutating func removeAll() {
            waiting.removeAll(keepingCapacity: true)
            isMatch = false
            for index in seen.indices { seen[index] = false }
        }
    }

    private func run(
        from start: Int,
        until end: Int,
        startsAnywhere: Bool,
        stopsAnywhere: Bool
    ) throws(ExpressionError) -> Bool {
        var current = Threads(program.instructions.count)
        var following = Threads(program.instructions.count)
        try add(0, at: start, to: &current)
        var position = start
        while true {
            if current.isMatch, stopsAnywhere || position == end { return true }
            guard position < end, startsAnywhere || !current.waiting.isEmpty else { return false }
            try budget.spend(program.instructions.count / 16 + 1, at: offset)
            following.removeAll()
            for instruction in current.waiting {
                guard case .set(let set, let cost) = program.instructions[instruction] else { continue }
                if cost > 0 { try budget.spend(cost, at: offset) }
                guard set.contains(text[position]) else { continue }
                try add(instruction + 1, at: position + 1, to: &following)
            }
            position += 1
            if startsAnywhere { try add(0, at: position, to: &following) }
            swap(&current, &following)
        }
    }

    /// Follows jumps and splits from an instruction to the instructions that wait for a scalar.
    private func add(
        _ first: Int,
        at position: Int,
        to threads: inout Threads
    )
        throws(ExpressionError)
    {
        var open = [first]
        while let instruction = open.popLast() {
            guard threads.isNew(instruction) else { continue }
            try budget.spend(1, at: offset)
            switch program.instructions[instruction] {
            case .set: threads.waiting.append(instruction)
            case .match: threads.isMatch = true
            case .jump(let target): open.append(target)
            case .split(let first, let second): open += [second, first]
            case .assertion(let assertion):
                if holds(assertion, at: position) { open.append(instruction + 1) }
            case .look(let index, let look):
                if try sees(program.looks[index], look, at: position) { open.append(instruction + 1) }
            }
        }
    }

    private func sees(
        _ program: PatternProgram,
        _ look: PatternNode.Look,
        at position: Int
    ) throws(ExpressionError) -> Bool {
        let matcher = PatternMatcher(program, text, budget: budget, at: offset)
        let isSeen =
            look.isAhead
            ? try matcher.run(
                from: position,
                until: text.count,
                startsAnywhere: false,
                stopsAnywhere: true
            )
            : try matcher.run(from: 0, until: position, startsAnywhere: true, stopsAnywhere: false)
        return isSeen != look.isNegative
    }

    private func holds(_ assertion: PatternNode.Assertion, at position: Int) -> Bool {
        switch assertion {
        case .textStart: position == 0
        case .textEnd: position == text.count
        case .lastLineEnd: position == text.count || isLastLineEnd(position)
        case .lineStart: position == 0 || (position < text.count && isAfterLine(position))
        case .lineEnd: position == text.count || isLineEnd(position)
        case .wordBoundary: isWord(position - 1) != isWord(position)
        case .noWordBoundary: isWord(position - 1) == isWord(position)
        }
    }

    /// CR LF is a single line end.
    private func isLineEnd(_ position: Int) -> Bool {
        guard ScalarSet.lineTerminator.contains(text[position]) else { return false }
        return !(text[position] == "\n" && position > 0 && text[position - 1] == "\r")
    }

    private func isAfterLine(_ position: Int) -> Bool {
        guard ScalarSet.lineTerminator.contains(text[position - 1]) else { return false }
        return !(text[position - 1] == "\r" && text[position] == "\n")
    }

    private func isLastLineEnd(_ position: Int) -> Bool {
        guard isLineEnd(position) else { return false }
        let rest = text.count - position
        return rest == 1 || (rest == 2 && text[position] == "\r" && text[position + 1] == "\n")
    }

    private func isWord(_ position: Int) -> Bool {
        text.indices.contains(position) && ScalarSet.word.contains(text[position])
    }
}
