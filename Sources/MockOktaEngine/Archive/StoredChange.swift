import MockOktaCrypto
import MockOktaFormats
import MockOktaIssuing
package import MockOktaModel

/// An object that an API has set or removed since the org's fixtures were read.
package struct StoredChange: RecordCoding {
    package static var codingVersion: UInt8 { 1 }

    /// Objects are read in the order of their places, which is that of their tables.
    let place: Int
    let change: FixtureChange

    /// The key of the object's record.
    static func key(of change: FixtureChange) -> RecordKey {
        RecordKey(SHA256.digest(Array("\(change.collection?.rawValue ?? "org")/\(change.id)".utf8)))
    }

    init(_ change: FixtureChange, place: Int) {
        self.place = place
        self.change = change
    }

    package func write(to writer: inout RecordWriter) {
        writer.write(place)
        writer.write(change.collection)
        writer.write(change.id)
        writer.write(change.isAdded)
        writer.write(change.object ?? [:])
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        place = try reader.read()
        let (collection, id): (FixtureCollection?, String) = (try reader.read(), try reader.read())
        let (isAdded, object): (Bool, JSONObject) = (try reader.read(), try reader.read())
        change = FixtureChange(collection, id, isAdded: isAdded, object)
    }
}

extension FixtureCollection: RecordPart {}

/// The users, apps, servers and assignments that have ended by a change that was kept, while some of what was issued
/// for them may not have been revoked or removed yet.
package struct StoredEndings: RecordCoding {
    package static var codingVersion: UInt8 { 1 }

    let subjects: Set<Timeline.Subject>

    init(_ subjects: Set<Timeline.Subject>) {
        self.subjects = subjects
    }

    package func write(to writer: inout RecordWriter) { writer.write(Array(subjects)) }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        subjects = Set(try reader.read() as [Timeline.Subject])
    }
}
