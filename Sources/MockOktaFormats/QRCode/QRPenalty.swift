/// Penalty points of a masked code; the mask with the lowest penalty is used (ISO/IEC 18004, 7.8.3).
enum QRPenalty {
    static func total(_ modules: [[Bool]]) -> Int {
        let columns = modules.indices.map { column in modules.map { $0[column] } }
        let lines = (modules + columns).reduce(0) { $0 + runs($1) + finderLike($1) }
        return lines + blocks(modules) + balance(modules)
    }

    /// Five or more adjacent modules of one colour in a line: three points, and one for each beyond five.
    private static func runs(_ line: [Bool]) -> Int {
        var total = 0
        var length = 0
        for (index, module) in line.enumerated() {
            length = index > 0 && line[index - 1] == module ? length + 1 : 1
            if length == 5 { total += 3 } else if length > 5 { total += 1 }
        }
        return total
    }

    /// A pattern like a finder pattern, 1:1:3:1:1 with four light modules on one side: forty points.
    private static func finderLike(_ line: [Bool]) -> Int {
        let pattern = [true, false, true, true, true, false, true]
        let light = [Bool](repeating: false, count: 4)
        guard line.count >= 11 else { return 0 }
        return (0...line.count - 11).reduce(0) { total, start in
            let window = line[start..<start + 11]
            return total + (window.elementsEqual(pattern + light) || window.elementsEqual(light + pattern) ? 40 : 0)
        }
    }

    /// Blocks of two by two modules of one colour: three points each.
    private static func blocks(_ modules: [[Bool]]) -> Int {
        var total = 0
        for row in 1..<modules.count {
            for column in 1..<modules.count {
                let module = modules[row][column]
                if modules[row - 1][column] == module, modules[row][column - 1] == module,
                    modules[row - 1][column - 1] == module
                {
                    total += 3
                }
            }
        }
        return total
    }

    /// Ten points for every five percent by which the proportion of dark modules deviates from a half.
    private static func balance(_ modules: [[Bool]]) -> Int {
        let dark = modules.reduce(0) { $0 + $1.count { $0 } }
        let all = modules.count * modules.count
        return abs(dark * 20 - all * 10) / all * 10
    }
}
