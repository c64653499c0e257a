import MockOktaFormats

/// `Iso3166Convert.*` (Okta Expression Language, Country Code Conversion Functions), and the corresponding methods.
///
/// The result for an unknown country is null.
extension Function {
    static let country: [ExactString: Function] = [
        "Iso3166Convert.toAlpha2": code { $0.alpha2 },
        "Iso3166Convert.toAlpha3": code { $0.alpha3 },
        "Iso3166Convert.toNumeric": code { $0.numeric },
        "Iso3166Convert.toName": code { $0.name },
    ]

    static let countryMethods: [ExactString: Function] = [
        "parseCountryCode": code { $0.alpha2 },
        "toAlpha2": code { $0.alpha2 },
        "toAlpha3": code { $0.alpha3 },
        "toNumeric": code { $0.numeric },
        "toName": code { $0.name },
    ]

    private static func code(_ code: @escaping @Sendable (Country) -> String) -> Function {
        Function(1) { call throws(ExpressionError) in
            guard let text = try call.text(0), let country = Country.find(text) else { return .null }
            return .string(code(country))
        }
    }
}
