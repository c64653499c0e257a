import MockOktaFormats
import Testing

@Suite struct QRCodeTests {
    @Test func `a short text is version 1`() {
        #expect(QRCode("hi").map(Self.drawn) == Self.short)
    }

    @Test func `a URL of the device flow is version 4, in two blocks`() {
        #expect(QRCode("http://127.0.0.1:8080/activate?user_code=BCDFGHJK").map(Self.drawn) == Self.url)
    }

    @Test(arguments: [(110, Self.version7), (213, Self.version10)])
    func `larger versions carry version information and blocks of two lengths`(count: Int, rows: String) {
        let text = String(repeating: count == 110 ? "x" : "y", count: count)
        let expected = rows.split(whereSeparator: \.isWhitespace).map { String($0) }
        #expect(QRCode(text)?.modules.map(Self.hexadecimal) == expected)
    }

    @Test(arguments: [
        (0, 21), (14, 21), (15, 25), (26, 25), (27, 29), (42, 29), (43, 33), (62, 33), (180, 53), (181, 57),
    ])
    func `the smallest version that holds the text is chosen`(count: Int, side: Int) {
        #expect(QRCode(String(repeating: "a", count: count))?.modules.count == side)
    }

    @Test func `what version 10 does not hold is no code`() {
        #expect(QRCode(String(repeating: "a", count: 214)) == nil)
    }

    @Test func `the image has a quiet zone and a label for screen readers`() throws {
        let svg = try #require(QRCode("hi")).svg(label: "Code \"A&B\"")
        #expect(
            svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"qr\" role=\"img\" viewBox=\"0 0 29 29\"")
        )
        #expect(svg.contains("aria-label=\"Code &quot;A&amp;B&quot;\""))
        #expect(svg.contains("d=\"M4 4h1v1h-1zM5 4h1v1h-1z"))
    }

    private static func drawn(_ code: QRCode) -> String {
        code.modules.map { row in row.map { $0 ? "#" : "." }.joined() }.joined(separator: "\n")
    }

    private static func hexadecimal(_ row: [Bool]) -> String {
        String(row.reduce(UInt64(0)) { $0 << 1 | ($1 ? 1 : 0) }, radix: 16)
    }

    // Made with another encoder (the Python package qrcode), error correction M, byte mode.
    private static let short = """
        #######..####.#######
        #.....#..##.#.#.....#
        #.###.#.##.##.#.###.#
        #.###.#.##..#.#.###.#
        #.###.#.#..##.#.###.#
        #.....#.##..#.#.....#
        #######.#.#.#.#######
        ........#.###........
        #.#####.....#.#####..
        .###.#.#..#.#..#....#
        ..##..##.#.#.#..####.
        ###.#....#.....##.#..
        ###.#.#....#.#..#.#.#
        ........#..####..#..#
        #######...#.#.##...#.
        #.....#.#######..#..#
        #.###.#.#...#..#..#..
        #.###.#.###.#..#..#..
        #.###.#.#..#.#..###..
        #.....#..##....##.#..
        #######.#.##.#..####.
        """

    private static let url = """
        #######.#....##..##.##..#.#######
        #.....#.##..###...#####.#.#.....#
        #.###.#.#...####...#.###..#.###.#
        #.###.#...###.#.#.#.#..##.#.###.#
        #.###.#.##.#...##....#.#..#.###.#
        #.....#...###.###..#..###.#.....#
        #######.#.#.#.#.#.#.#.#.#.#######
        .........#.#.#.##................
        #..##########....#..#.#.##..#.###
        ..##.#.##.#.##.#.####.####..###..
        .#....#.####.#.##...#.#####.#####
        #.####..##..##..#.#....##..#..###
        ...#.##.#.#..#.#.#...#.##.##...##
        ..####.#.##.###...####...#.#.##..
        ##....#..####..#..###....#...##..
        .####.....####..#...#.######.##.#
        ...#..#..##...##.......#..###....
        ##..##...###...#.###.#..###.#.###
        ....#.#.....#..##########.#..##.#
        ..##....#.##.####..##..#..#####.#
        #.###.#.#...##.##.##.#.###.#.#...
        ##.....##.#.##........#..#.##.#..
        #..##.#.#.....#...####.##.#.##.##
        #.##.#....###.##.#.##...#.#.#.##.
        ##.#####....#.........#######.###
        ........##....####..###.#...#.#..
        #######.#......#.#.#..###.#.#.#..
        #.....#.#.#####.###.#.#.#...#.##.
        #.###.#.##.#..#.##.##########..#.
        #.###.#.#.#.###.###..##........##
        #.###.#...#.##.#.#.#..#.#..##..##
        #.....#....####...#.#...#...#####
        #######.##.##.####..#.###..#.....
        """

    static let version7 = """
        1fcd6b2dd17f 105bfe877a41 174154d6225d 174a6170835d 175f4bf5df5d 104987137041 1fd55555557f f8f1ddf00
        154bd9f77612 18a37bc2202d f7f73588987 5a38a0edfd2 1bdfff967678 1aa96653202d 1af5323a8987 1f35a86ddfd2
        1ad72d477678 13a577d2202d 1a7562788987 1a05f825dfd2 11f4cdf377f8 1f14f716211d d54f5548b57 131f511ddf12
        19f947f775f8 1e8a3172228d c43f1288ad7 13bb5e8edd73 1dc463d5752a 1abc1f72228d 2789f188ad7 17ba599ddd72
        2c056c77528 133c5552228d 1784d688ad7 f3afa09dd72 136077ff75f8 1d651a231d 1fc5175c8957 1042991ddf12
        175935f777f8 174da6a221df 175a18c88b77 10429dddde22 1fd12b77748b
        """

    static let version10 = """
        1fd067155555e7f 1041f16ddddda41 175d0a688888e5d 174e69baaaaaa5d 174b641fd55525d 1051f06c5dddc41
        1fd55555555557f 33a9c7777500 1463d647d555425 10483e6aaaaaa7 3cfbf962222125 3038a9b777757a e5356c15555452
        1e847326aaaaaa7 44f0f562222125 2872a9b777757a ed345415555451 1b8c11a6aaaaaa7 1c319962222125
        5ab105b777757a fe242c15555452 1a8d1666aaaaaa7 6a17962222125 58d195b777757a ff949c15555452
        1aa41a66aaaaaa7 11f9909fe2221f5 d1f1e5c777751a 175849cd5555752 314526c6aaab17 1ffba017e2221f5
        158ece9df7777da 1848794c9555682 824c2e6aaaa8a6 1d5fc0516222054 119a3e5df7777d8 19c01a4c9555683
        8242366aaaa8a7 185fc6516222055 101e109df7777da 19401a4c9555682 9242d66aaaa8a7 1952c9516222055
        199e1b9df7777da 11eb1b4c9555682 9b82d66aaaa8a7 14e381516222055 1f1f1c9df7777da 5a7f4fd5557f2
        19c9646aaab17 1fd321556222355 104d3c14777751a 174a4f47d5555f2 174929ef6aaab74 175fb1196222157
        104d0c1ab7776a8 1fde9dc61555621
        """
}
