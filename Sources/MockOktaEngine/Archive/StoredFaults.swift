import MockOktaControl
import MockOktaFormats
import MockOktaModel

/// The faults of a tenant, with how often they have acted.
struct StoredFaults: RecordCoding {
    static var codingVersion: UInt8 { 1 }

    let contents: FaultRegistry.Contents

    init(_ contents: FaultRegistry.Contents) {
        self.contents = contents
    }

    func write(to writer: inout RecordWriter) { writer.write(contents.stored) }

    init(from reader: inout RecordReader) throws(RecordCodingError) {
        let stored: JSONObject = try reader.read()
        do throws(ControlError) {
            contents = try FaultRegistry.Contents(stored: stored)
        } catch {
            throw RecordCodingError("a fault is not valid: \(error.message)")
        }
    }
}
