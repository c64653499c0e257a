/// A clock that can be set, frozen and advanced, by which all lifetimes are measured.
///
/// It is a value that receives the real time as an argument and reads no clock itself.
package struct VirtualClock: Hashable, Sendable {
    private enum Mode: Hashable {
        case running(ahead: TimeSpan)
        case frozen(at: Instant)
    }

    private var mode: Mode

    /// The end of 9999, the last year that RFC 3339 can express: a running clock stops there.
    private static let latest = Instant(microseconds: 253_402_300_799_999_999)

    /// Follows real time until it is set or frozen.
    package init() {
        mode = .running(ahead: .seconds(0))
    }

    package var isFrozen: Bool {
        if case .frozen = mode { true } else { false }
    }

    package var lead: ClockLead {
        if case .running(let ahead) = mode { .ahead(ahead) } else { .frozen }
    }

    package func now(real: Instant) -> Instant {
        switch mode {
        case .running(let ahead): min(real + ahead, Self.latest)
        case .frozen(let instant): instant
        }
    }

    package mutating func set(_ instant: Instant, real: Instant) {
        mode = isFrozen ? .frozen(at: instant) : .running(ahead: instant - real)
    }

    /// Stops the clock at the current time, or continues from there.
    package mutating func freeze(_ isFrozen: Bool, real: Instant) {
        let now = now(real: real)
        mode = isFrozen ? .frozen(at: now) : .running(ahead: now - real)
    }

    package mutating func advance(by span: TimeSpan, real: Instant) {
        set(now(real: real) + span, real: real)
    }

    /// Starts with the settings of a fixture: `mock.clock` and `mock.frozen`.
    package mutating func begin(_ settings: Settings, real: Instant) {
        if let start = settings.clock { set(start, real: real) }
        if settings.isFrozen { freeze(true, real: real) }
    }

    package mutating func returnToRealTime() {
        mode = .running(ahead: .seconds(0))
    }
}

extension VirtualClock: RecordPart {
    package func write(to writer: inout RecordWriter) {
        switch mode {
        case .running(let ahead):
            writer.append(0 as UInt8)
            writer.write(ahead.microseconds)
        case .frozen(let instant):
            writer.append(1 as UInt8)
            writer.write(instant)
        }
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        let tag = try reader.byte()
        switch tag {
        case 0: mode = .running(ahead: TimeSpan(microseconds: try reader.read()))
        case 1: mode = .frozen(at: try reader.read())
        default: throw RecordReader.unknown(tag, Self.self)
        }
    }
}

/// How far the virtual clock is ahead of real time, by which expiries become instants of real time.
package enum ClockLead: Hashable, Sendable {
    case ahead(TimeSpan)
    /// Nothing expires.
    case frozen

    /// Whether records live longer in real time than by another lead.
    package func isLonger(than other: TimeSpan) -> Bool {
        switch self {
        case .ahead(let span): span < other
        case .frozen: true
        }
    }
}
