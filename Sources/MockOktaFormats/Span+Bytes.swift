extension Span<UInt8> {
    package func contains(_ byte: UInt8) -> Bool {
        for index in indices where self[index] == byte { return true }
        return false
    }

    package func count(of byte: UInt8) -> Int {
        var count = 0
        for index in indices where self[index] == byte { count += 1 }
        return count
    }

    package func equals(_ other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in indices where self[index] != other[index] { return false }
        return true
    }
}
