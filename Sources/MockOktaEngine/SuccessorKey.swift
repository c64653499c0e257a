import MockOktaCrypto
import MockOktaIssuing
import MockOktaModel
import MockOktaSystem

/// A key of a rotation to come, made once: when it is asked for, or before that on a thread of its own.
final class SuccessorKey: Sendable {
    private let making: Making
    private let thread = Lock<Thread?>(nil)

    /// What the thread needs, apart from the one who waits for the thread.
    private final class Making: Sendable {
        private let make: @Sendable () throws(CryptoError) -> SigningKey
        /// Whoever comes while the key is being made waits for this lock.
        private let key = Lock<SigningKey?>(nil)
        private let isMade: Lock<Bool>

        init(isReady: Bool, _ make: @escaping @Sendable () throws(CryptoError) -> SigningKey) {
            isMade = Lock(isReady)
            self.make = make
        }

        var isReady: Bool { isMade.withLock { $0 } }

        func made() throws(CryptoError) -> SigningKey {
            try key.withLock { (key) throws(CryptoError) in
                if let key { return key }
                let new = try make()
                key = new
                isMade.withLock { $0 = true }
                return new
            }
        }
    }

    init(_ source: KeySource, _ server: AuthorizationServerID, ordinal: Int) {
        // Public test keys are only read.
        making = Making(isReady: source.isSeeded) { () throws(CryptoError) in
            try source.successor(of: server, ordinal: ordinal)
        }
    }

    deinit { thread.withLock { $0 }?.join() }

    /// Whether `key()` answers at once.
    var isReady: Bool { making.isReady }

    func key() throws(CryptoError) -> SigningKey { try making.made() }

    /// Has the key made beside whatever else goes on, which takes up to half a second.
    func prepare() {
        guard !isReady else { return }
        thread.withLock { [making] thread in
            // Without a thread, whoever asks for the key makes it.
            if thread == nil { thread = try? Thread("next-key", nice: 10) { _ = try? making.made() } }
        }
    }
}
