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

        mutating func replace(_ element: Element, at index: Int, _ shift: Int) {
            switch self {
            case .leaf(var elements):
                self = .leaf([])
                elements[index & branchMask] = element
                self = .leaf(elements)
            case .branch(var children):
                self = .leaf([])
                children[index >> shift & branchMask].replace(element, at: index, shift - branchBits)
                self = .branch(children)
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

    /// Valid indices are 0 to `count - 1`, as in an array.
    subscript(index: Int) -> Element {
        get { root.element(at: index, shift) }
        set { root.replace(newValue, at: index, shift) }
    }
}

private let branchBits = 5
private let branchMask = (1 << branchBits) - 1
