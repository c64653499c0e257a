import MockOktaFormats

extension SignInTransaction: RecordCoding {
    package static var codingVersion: UInt8 { 4 }

    package func write(to writer: inout RecordWriter) {
        writer.write(purpose)
        writer.write(step)
        writer.write(userID)
        writer.write(password)
        writer.write(proved)
        writer.write(chosen?.key)
        writer.write(authenticated)
        writer.write(needsSecondFactor)
        writer.write(options.rawValue)
        writer.write(browser)
        writer.write(tokenMark)
        writer.write(generation)
        writer.write(created)
        writer.write(request)
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        purpose = try reader.read()
        step = try reader.read()
        userID = try reader.read()
        password = try reader.read()
        proved = try reader.read()
        chosen = Authenticator(key: try reader.read())
        authenticated = try reader.read()
        needsSecondFactor = try reader.read()
        options = Options(rawValue: try reader.read())
        browser = try reader.read()
        tokenMark = try reader.read()
        generation = try reader.read()
        created = try reader.read()
        request = try reader.read()
    }
}

extension SignInTransaction.Purpose: RecordPart {}
extension Factor.Kind: RecordPart {}

extension SignInTransaction.Password: RecordPart {
    package func write(to writer: inout RecordWriter) {
        switch self {
        case .unproved: writer.append(0 as UInt8)
        case .proved: writer.append(1 as UInt8)
        case .renewed: writer.append(2 as UInt8)
        }
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        let tag = try reader.byte()
        switch tag {
        case 0: self = .unproved
        case 1: self = .proved
        case 2: self = .renewed
        default: throw RecordReader.unknown(tag, Self.self)
        }
    }
}

extension SignInTransaction.Step: RecordPart {
    package func write(to writer: inout RecordWriter) {
        switch self {
        case .identify: writer.append(0 as UInt8)
        case .password: writer.append(1 as UInt8)
        case .chooseFactor: writer.append(2 as UInt8)
        case .challenge(let challenge):
            writer.append(3 as UInt8)
            writer.write(challenge)
        case .chooseEnrollment: writer.append(4 as UInt8)
        case .enrollment(let enrollment):
            writer.append(5 as UInt8)
            writer.write(enrollment.source)
            writer.write(enrollment.challenge)
        case .newPassword: writer.append(6 as UInt8)
        case .done: writer.append(7 as UInt8)
        case .unlocked: writer.append(8 as UInt8)
        case .refused: writer.append(9 as UInt8)
        case .passwordWarning: writer.append(10 as UInt8)
        case .profile: writer.append(11 as UInt8)
        case .consent: writer.append(12 as UInt8)
        case .keepMeSignedIn: writer.append(13 as UInt8)
        }
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        let tag = try reader.byte()
        switch tag {
        case 0: self = .identify
        case 1: self = .password
        case 2: self = .chooseFactor
        case 3: self = .challenge(try reader.read())
        case 4: self = .chooseEnrollment
        case 5: self = .enrollment(FactorEnrollment(try reader.read(), try reader.read()))
        case 6: self = .newPassword
        case 7: self = .done
        case 8: self = .unlocked
        case 9: self = .refused
        case 10: self = .passwordWarning
        case 11: self = .profile
        case 12: self = .consent
        case 13: self = .keepMeSignedIn
        default: throw RecordReader.unknown(tag, Self.self)
        }
    }
}

extension FactorChallenge: RecordPart {
    package func write(to writer: inout RecordWriter) {
        writer.write(factor)
        writer.write(code)
        writer.write(expires)
        writer.write(wrongAnswers)
        writer.write(isApproved)
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        self.init(try reader.read(), code: try reader.read(), expires: try reader.read())
        wrongAnswers = try reader.read()
        isApproved = try reader.read()
    }
}

extension Factor: RecordPart {
    package func write(to writer: inout RecordWriter) {
        writer.write(id)
        writer.write(kind)
        writer.write(provider)
        writer.write(isActive)
        writer.write(profile)
        writer.append(counted: secret)
        writer.write(source)
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        id = try reader.read()
        kind = try reader.read()
        provider = try reader.read()
        isActive = try reader.read()
        profile = try reader.read()
        secret = Array(try reader.counted())
        source = try reader.read()
    }
}

extension SignInRequest: RecordPart {
    package func write(to writer: inout RecordWriter) {
        switch self {
        case .classic(let relayState):
            writer.append(0 as UInt8)
            writer.write(relayState)
        case .page(let clientID):
            writer.append(1 as UInt8)
            writer.write(clientID)
        case .interaction(let request):
            writer.append(2 as UInt8)
            writer.write(request)
        case .factorsAPI: writer.append(3 as UInt8)
        case .direct(let clientID, let serverID, let scope):
            writer.append(4 as UInt8)
            writer.write(clientID)
            writer.write(serverID)
            writer.write(scope)
        case .hosted(let clientID, let serverID, let parameters):
            writer.append(5 as UInt8)
            writer.write(clientID)
            writer.write(serverID)
            writer.write(parameters)
        }
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        let tag = try reader.byte()
        switch tag {
        case 0: self = .classic(relayState: try reader.read())
        case 1: self = .page(clientID: try reader.read())
        case 2: self = .interaction(try reader.read())
        case 3: self = .factorsAPI
        case 4: self = .direct(clientID: try reader.read(), serverID: try reader.read(), scope: try reader.read())
        case 5:
            self = .hosted(
                clientID: try reader.read(),
                serverID: try reader.read(),
                parameters: try reader.read()
            )
        default: throw RecordReader.unknown(tag, Self.self)
        }
    }
}

extension InteractionRequest: RecordPart {
    package func write(to writer: inout RecordWriter) {
        writer.write(clientID)
        writer.write(serverID)
        writer.write(redirectURI)
        writer.write(scopes)
        writer.write(areDefaultScopes)
        writer.write(state)
        writer.write(nonce)
        writer.write(codeChallenge)
        writer.write(contextClass)
    }

    package convenience init(from reader: inout RecordReader) throws(RecordCodingError) {
        self.init(
            clientID: try reader.read(),
            serverID: try reader.read(),
            redirectURI: try reader.read(),
            scopes: try reader.read(),
            areDefaultScopes: try reader.read(),
            state: try reader.read(),
            nonce: try reader.read(),
            codeChallenge: try reader.read(),
            contextClass: try reader.read()
        )
    }
}
