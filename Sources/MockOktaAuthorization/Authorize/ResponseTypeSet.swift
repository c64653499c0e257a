import MockOktaModel

/// The words of a `response_type`, without their order.
struct ResponseTypeSet: OptionSet {
    let rawValue: UInt8

    static let code = ResponseTypeSet(rawValue: 1)
    static let token = ResponseTypeSet(rawValue: 2)
    static let idToken = ResponseTypeSet(rawValue: 4)

    init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    init(_ types: [ResponseType]) {
        self.init()
        for type in types {
            switch type {
            case .code: formUnion(.code)
            case .token: formUnion(.token)
            case .idToken: formUnion(.idToken)
            }
        }
    }

    var count: Int { rawValue.nonzeroBitCount }
}
