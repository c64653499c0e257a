import MockOktaCrypto
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// The clock of a tenant, and what its moves have ended.
struct TenantTime: RecordCoding, Hashable {
    static var codingVersion: UInt8 { 1 }

    let clock: VirtualClock
    let timeline: Timeline

    init(_ state: Tenant.MutableState) {
        clock = state.clock
        timeline = state.timeline
    }

    func write(to writer: inout RecordWriter) {
        writer.write(clock)
        writer.write(timeline)
    }

    init(from reader: inout RecordReader) throws(RecordCodingError) {
        clock = try reader.read()
        timeline = try reader.read()
    }
}

/// The fixtures of a tenant's org, as far as they differ from those of the start; the objects that were changed since
/// they were read are records of their own.
struct StoredOrganization: RecordCoding {
    static var codingVersion: UInt8 { 1 }

    /// The digest of the fixtures at the start.
    let start: [UInt8]
    /// Whether the fixtures of the start come before `sources`.
    let followsStart: Bool
    let sources: [FixtureSource]

    /// The fixtures of an org that the start does not have.
    ///
    /// - Parameters:
    ///   - organization: the org.
    ///   - start: the org of the start.
    ///   - digest: `digest(of: start)`.
    init(_ organization: Organization, since start: Organization, digest: [UInt8]) {
        let (all, first) = (organization.contents.sources, start.contents.sources)
        self.start = digest
        followsStart = all.count >= first.count && zip(all, first).allSatisfy { $0.hasSameText(as: $1) }
        sources = followsStart ? Array(all.dropFirst(first.count)) : all
    }

    /// A whole org, with its changes.
    init(whole organization: Organization) {
        start = []
        followsStart = false
        sources = organization.fixtureSources
    }

    /// Reads the org.
    ///
    /// - Parameters:
    ///   - start: the org of the start, whose fixtures have the digest `start`.
    ///   - changes: the objects that were changed since.
    /// - Returns: the org.
    /// - Throws: `Refusal` where the fixtures cannot be read any more.
    func organization(
        since start: Organization,
        changedBy changes: [FixtureChange] = []
    ) throws(Refusal) -> Organization {
        let variable = start.contents.sources.lazy.compactMap(\.variable).first
        var sources = (followsStart ? start.contents.sources : []) + self.sources
        for index in sources.indices where sources[index].variable != nil { sources[index].variable = variable }
        let result = FixtureReader.read(sources, changedBy: changes, expressions: .evaluated)
        guard let organization = result.organization else {
            let problems = result.errors.map(\.description).joined(separator: "; ")
            throw Refusal(StoreFailure("the org in the store cannot be read: \(problems)"))
        }
        return organization
    }

    static func digest(of organization: Organization) -> [UInt8] {
        var writer = RecordWriter()
        for source in organization.contents.sources { writer.append(counted: source.bytes) }
        return SHA256.digest(writer.bytes)
    }

    func write(to writer: inout RecordWriter) {
        writer.append(counted: start)
        writer.write(followsStart)
        writer.write(sources)
    }

    init(from reader: inout RecordReader) throws(RecordCodingError) {
        start = Array(try reader.counted())
        followsStart = try reader.read()
        sources = try reader.read()
    }
}
