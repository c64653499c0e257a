package import MockOktaFormats

/// An id that a table keeps as a text, so that the tables of all types have one type of index.
package protocol TableID: Hashable, Sendable {
    /// A text that no other id has.
    var text: ExactString { get }

    /// The id that has a text.
    init(_ text: ExactString)
}

/// An object that a table finds by its id and by other keys.
package protocol TableRow: Sendable {
    associatedtype ID: TableID
    associatedtype Key: Hashable & Sendable

    var id: ID { get }
    /// The other keys of the object; several objects may share a key.
    var keys: [Key] { get }
}
