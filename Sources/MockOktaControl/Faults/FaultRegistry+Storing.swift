package import MockOktaFormats

extension FaultRegistry.Contents {
    /// The faults as a store keeps them.
    package var stored: JSONObject {
        ["last": .integer(lastNumber), "faults": .array(faults.map { .object($0.stored) })]
    }

    /// Reads `stored`.
    ///
    /// - Throws: `ControlError` where a fault has a member that this program does not know.
    package init(stored: JSONObject) throws(ControlError) {
        self.init()
        lastNumber = stored["last"]?.integer ?? 0
        for fault in stored["faults"]?.array ?? [] {
            faults.append(try FaultRule(stored: fault.object ?? [:]))
        }
    }
}
