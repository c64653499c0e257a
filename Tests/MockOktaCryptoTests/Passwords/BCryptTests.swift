import MockOktaCrypto
import Testing

/// Hashes that other implementations made: the vectors of OpenBSD's.
@Suite struct BCryptTests {
    @Test(arguments: [
        ("", 6, "DCq7YPn5Rq63x1Lad4cll.", "TV4S6ytwfsfvkgY8jIucDrjc8deX1s."),
        ("a", 6, "m0CrhHm10qJ3lXRY.5zDGO", "3rS2KdeeWLuGmsfGlMfOxih58VYVfxe"),
        ("abc", 6, "If6bvum7DFjUnE9p2uDeDu", "0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i"),
    ])
    func `a hash is that of other implementations`(password: String, workFactor: Int, salt: String, hash: String) throws
    {
        let bytes = try #require(BCrypt.decode(salt, count: 16))
        let made = try #require(BCrypt.hash(password: Array(password.utf8), salt: bytes, workFactor: workFactor))
        #expect(BCrypt.encode(made) == hash)
        #expect(BCrypt.encode(bytes) == salt)
    }

    @Test(arguments: ["", "DCq7YPn5Rq63x1Lad4cll", "DCq7YPn5Rq63x1Lad4cll..", "DCq7YPn5Rq63x1Lad4cl=."])
    func `a salt has twenty-two digits of its own alphabet`(text: String) {
        #expect(BCrypt.decode(text, count: 16) == nil)
    }

    @Test(arguments: [0, 21, -1, .max]) func `other work factors are refused`(workFactor: Int) {
        #expect(BCrypt.hash(password: [], salt: Array(repeating: 0, count: 16), workFactor: workFactor) == nil)
    }
}
