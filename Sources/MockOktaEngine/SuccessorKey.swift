import MockOktaCrypto
import MockOktaIssuing
import MockOktaModel
import MockOktaSystem

/// The key of a future rotation, generated once: when it is first used, or earlier on a background thread.
final class SuccessorKey: Sendable {
    private let making: Making
    private let thread = Lock<Thread?>(nil)

    /// The state that the thread uses; separate from `SuccessorKey`, whose `deinit` joins the thread.
    private final class Making: Sendable {
        private let make: @Sendable () throws(CryptoError) -> SigningKey
        /// Callers wait for this lock while the key is generated.
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

    init(_ source: KeySource, _ server: AuthorizationServerID, ordinal: Int, in vault: KeyVault?) {
        // Public test keys are read, not generated.
        making = Making(isReady: source.isSeeded) { () throws(CryptoError) in
            try source.successor(of: server, ordinal: ordinal, in: vault)
        }
    }

    deinit { thread.withLock { $0 }?.join() }

    /// Whether `key()` returns without generating the key.
    var isReady: Bool { making.isReady }

    func key() throws(CryptoError) -> SigningKey { try making.made() }

    /// Generates the key on a background thread, which takes up to half a second.
    func prepare() {
        guard !isReady else { return }
        thread.withLock { [making] thread in
            // Where no thread can be started, the first caller of `key()` generates it.
            if thread == nil { thread = try? Thread("next-key", nice: 10) { _ = try? making.made() } }
        }
    }
}
