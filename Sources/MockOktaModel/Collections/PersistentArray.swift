/// An array whose copies share their common parts: a change copies one path of a tree with 32 branches per node,
/// whatever the number of elements.
struct PersistentArray<Element: Sendable>: Sendable {
    private enum Node: Sendable {
        case leaf([Element])
        case branch([Node])

        func element(at index: Int, _ shift: Int) -> Element {
            switch self {
            case .leaf(let elements): elements[index & branchMask]
            case .branch(let children):
                children[index >> shift & branchMask].element(at: index, shift - branchBits)
            }
        }

        mutating func append(_ element: Element, at index: Int, _ shift: Int) {
            switch self {
            case .leaf(var elements):
                // Releases the elements first, so that they are changed in place unless they are shared.
                self = .leaf([])
                elements.append(element)
                self = .leaf(elements)
            case .branch(var children):
                self = .leaf([])
                let slot = index >> shift & branchMask
                if slot == children.count { children.append(shift == branchBits ? .leaf([]) : .branch([])) }
                children[slot].append(element, at: index, shift - branchBits)
                self = .branch(children)
            }
        }

        mutating func update(at index: Int, _ shift: Int, _ change: (inout Element) -> Void) {
            switch self {
            case .leaf(var elements):
                self = .leaf([])
                change(&elements[index & branchMask])
                self = .leaf(elements)
            case .branch(var children):
                self = .leaf([])
                children[index >> shift & branchMask].update(at: index, shift - branchBits, change)
                self = .branch(children)
            }
        }

        /// As `scan(from:_:)`; the index counts from the first element below this node.
        ///
        /// - Returns: whether more elements are wanted.
        func scan(from index: Int, _ shift: Int, _ body: (Element) -> Bool) -> Bool {
            switch self {
            case .leaf(let elements): return elements.dropFirst(index).allSatisfy(body)
            case .branch(let children):
                var within = index & (1 << shift - 1)
                for child in children.dropFirst(index >> shift) {
                    guard child.scan(from: within, shift - branchBits, body) else { return false }
                    within = 0
                }
                return true
            }
        }
    }

    private(set) var count = 0
    private var root = Node.leaf([])
    /// The number of index bits that the levels below the root use.
    private var shift = 0

    mutating func append(_ element: Element) {
        if count == 1 << (shift + branchBits) {
            root = .branch([root])
            shift += branchBits
        }
        root.append(element, at: count, shift)
        count += 1
    }

    var last: Element? { count == 0 ? nil : self[count - 1] }

    /// Valid indices are 0 to `count - 1`, as in an array.
    subscript(index: Int) -> Element {
        get { root.element(at: index, shift) }
        set { root.update(at: index, shift) { $0 = newValue } }
    }

    /// Changes an element in place, as far as no copy of the array has it.
    mutating func update(_ index: Int, _ change: (inout Element) -> Void) { root.update(at: index, shift, change) }

    /// Calls a body with each element from an index on, until it returns false.
    func scan(from index: Int, _ body: (Element) -> Bool) { _ = root.scan(from: index, shift, body) }
}

private let branchBits = 5
private let branchMask = (1 << branchBits) - 1
