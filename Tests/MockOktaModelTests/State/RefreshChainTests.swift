import MockOktaModel
import Testing

/// One use of a token in a story: which generation is presented when, and what must come of it.
struct Step: CustomTestStringConvertible {
    let second: Int64
    let presents: UInt32
    let expects: RefreshChain.Use

    var testDescription: String { "\(second) s: \(presents) → \(expects)" }
}

struct RefreshStory: CustomTestStringConvertible {
    let testDescription: String
    let rotation: RefreshTokenRotation
    let steps: [Step]
}

@Suite struct RefreshChainTests {
    static let leeway: RefreshTokenRotation = .rotate(leeway: .seconds(30))

    static let stories: [RefreshStory] = [
        RefreshStory(
            testDescription: "a fixed token is answered with itself, for ever",
            rotation: .fixed,
            steps: [
                Step(second: 0, presents: 1, expects: .accepted(generation: 1)),
                Step(second: 1000, presents: 1, expects: .accepted(generation: 1)),
            ]
        ),
        RefreshStory(
            testDescription: "a rotating token gives way to the next",
            rotation: leeway,
            steps: [
                Step(second: 0, presents: 1, expects: .accepted(generation: 2)),
                Step(second: 100, presents: 2, expects: .accepted(generation: 3)),
            ]
        ),
        RefreshStory(
            testDescription: "without leeway a used token is dead at once",
            rotation: .rotate(leeway: .seconds(0)),
            steps: [
                Step(second: 0, presents: 1, expects: .accepted(generation: 2)),
                Step(second: 0, presents: 1, expects: .replayed),
            ]
        ),
        RefreshStory(
            testDescription: "inside the leeway a used token works again and brings another new one",
            rotation: leeway,
            steps: [
                Step(second: 0, presents: 1, expects: .accepted(generation: 2)),
                Step(second: 29, presents: 1, expects: .accepted(generation: 3)),
            ]
        ),
        RefreshStory(
            testDescription: "the leeway ends at its exact second",
            rotation: leeway,
            steps: [
                Step(second: 0, presents: 1, expects: .accepted(generation: 2)),
                Step(second: 30, presents: 1, expects: .replayed),
            ]
        ),
        RefreshStory(
            testDescription: "using a token again does not prolong its leeway",
            rotation: leeway,
            steps: [
                Step(second: 0, presents: 1, expects: .accepted(generation: 2)),
                Step(second: 20, presents: 1, expects: .accepted(generation: 3)),
                Step(second: 40, presents: 1, expects: .replayed),
            ]
        ),
        RefreshStory(
            testDescription: "two tokens taken inside one leeway both work",
            rotation: leeway,
            steps: [
                Step(second: 0, presents: 1, expects: .accepted(generation: 2)),
                Step(second: 10, presents: 1, expects: .accepted(generation: 3)),
                Step(second: 500, presents: 2, expects: .accepted(generation: 4)),
                Step(second: 510, presents: 3, expects: .accepted(generation: 5)),
            ]
        ),
        RefreshStory(
            testDescription: "using one of two siblings supersedes the other",
            rotation: leeway,
            steps: [
                Step(second: 0, presents: 1, expects: .accepted(generation: 2)),
                Step(second: 10, presents: 1, expects: .accepted(generation: 3)),
                Step(second: 500, presents: 2, expects: .accepted(generation: 4)),
                Step(second: 530, presents: 3, expects: .replayed),
            ]
        ),
        RefreshStory(
            testDescription: "a token two rotations old is a replay",
            rotation: leeway,
            steps: [
                Step(second: 0, presents: 1, expects: .accepted(generation: 2)),
                Step(second: 1, presents: 2, expects: .accepted(generation: 3)),
                Step(second: 100, presents: 1, expects: .replayed),
            ]
        ),
        RefreshStory(
            testDescription: "a generation that was never issued is a replay",
            rotation: leeway,
            steps: [Step(second: 0, presents: 7, expects: .replayed)]
        ),
    ]

    @Test(arguments: stories)
    func `a refresh token lives as its app's rotation says`(story: RefreshStory) {
        let start = Instant(seconds: 1_700_000_000)
        var chain = RefreshChain(created: start)
        for step in story.steps {
            let now = start + .seconds(step.second)
            let isLive = chain.isLive(step.presents, rotation: story.rotation, at: now)
            #expect(isLive == (step.expects != .replayed), "\(step.testDescription)")
            #expect(
                chain.use(step.presents, rotation: story.rotation, at: now) == step.expects,
                "\(step.testDescription)"
            )
        }
    }
}
