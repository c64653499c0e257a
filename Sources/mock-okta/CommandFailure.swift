import ArgumentParser
import MockOkta
import MockOktaCommandLine
import MockOktaSystem

/// The failure of a command: a message for standard error and an exit code of sysexits.h.
struct CommandFailure: Error {
    enum Code: Int32 {
        case found = 1
        case usage = 64
        case data = 65
        case noInput = 66
        case unavailable = 69
        case software = 70
        case cannotCreate = 73
    }

    let code: Code
    let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    func exit() -> Never {
        if !message.isEmpty { Output.write("mock-okta: \(VisibleText.escaped(message))\n", to: Output.standardError) }
        CurrentProcess.exit(code.rawValue)
    }
}

extension CommandFailure {
    /// The error of a server that cannot start; it names options instead of members of the configuration.
    init(_ error: MockOktaError, settings: SettingSources) {
        switch error {
        case .badConfiguration(let member, let reason):
            self.init(.usage, "\(settings.label(of: member)): \(reason)")
        case .fixtureNotFound, .fixtureNotReadable:
            self.init(.noInput, "\(error)")
        case .badFixtures:
            self.init(.data, "these fixtures cannot be run\n\(error)")
        case .cannotBind, .cannotOpenStore:
            self.init(.unavailable, "\(error)")
        case .system:
            self.init(.software, "\(error)")
        }
    }

    /// The error of a command that runs no server.
    init(_ error: ToolError, settings: SettingSources) {
        switch error {
        case .org(let error): self.init(error, settings: settings)
        case .badArgument: self.init(.usage, "\(error)")
        case .badData: self.init(.data, "\(error)")
        case .unreachable: self.init(.unavailable, "\(error)")
        case .cannotWrite: self.init(.cannotCreate, "\(error)")
        }
    }
}
