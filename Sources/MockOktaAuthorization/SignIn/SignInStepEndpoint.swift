import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel
import MockOktaSignIn

/// `/authorize/step`: where the pages after the password post.
enum SignInStepEndpoint {
    /// How long a sign-in may take from page to page.
    static let lifetime: TimeSpan = .hours(1)

    static func answer(_ context: inout RequestContext) -> HTTPResponse {
        do throws(Refusal) {
            let form = try PageForm.read(context.request)
            let carried = try AuthorizeTransaction(form[PageForm.transaction], context)
            let parameters = AuthorizeParameters(carried.parameters)
            context.record.clientID = try AuthorizeEndpoint.client(of: parameters, context).clientID
            switch form[StepForm.action] {
            case "recover": return try begin(.recover, parameters, &context)
            case "unlock": return try begin(.unlock, parameters, &context)
            case "register": return try begin(.register, parameters, &context)
            case "restart": return try restart(parameters, &context)
            default: return try apply(form, carried, parameters, &context)
            }
        } catch {
            return AuthorizeEndpoint.page(error, &context)
        }
    }

    /// Shows the step that an input has led to, or goes on with the authorize request.
    static func proceed(
        _ outcome: SignInOutcome,
        _ key: RecordKey,
        _ parameters: AuthorizeParameters,
        _ context: inout RequestContext
    ) throws(Refusal) -> HTTPResponse {
        let transaction = outcome.transaction
        guard transaction.step == .done, outcome.refusal == nil,
            let user = transaction.userID.flatMap(context.organization.user)
        else {
            return SignInStepPage(key: key, transaction: transaction, refusal: outcome.refusal)
                .response(for: parameters, &context)
        }
        let stays = transaction.options.contains(.staysSignedIn)
        return try SignInEndpoint.signIn(user, transaction.methods, stays: stays, parameters, &context)
    }

    private static func begin(
        _ input: SignInInput,
        _ parameters: AuthorizeParameters,
        _ context: inout RequestContext
    ) throws(Refusal) -> HTTPResponse {
        let client = try AuthorizeEndpoint.client(of: parameters, context)
        let request = SignInRequest.page(clientID: client.clientID)
        var transaction = SignInTransaction(.signIn, .identify, request, created: context.snapshot.now)
        transaction.browser = AuthorizeTransaction.browser(context)
        let (key, outcome) = try SignInRunner.begin(transaction, input, lifetime: lifetime, &context)
        if outcome.refusal != nil { return try restart(parameters, &context) }
        return SignInStepPage(key: key, transaction: outcome.transaction).response(for: parameters, &context)
    }

    private static func restart(
        _ parameters: AuthorizeParameters,
        _ context: inout RequestContext
    ) throws(Refusal) -> HTTPResponse {
        let client = try AuthorizeEndpoint.client(of: parameters, context)
        return SignInPage(client: client).response(for: parameters, &context)
    }

    private static func apply(
        _ form: FormParameters,
        _ carried: AuthorizeTransaction,
        _ parameters: AuthorizeParameters,
        _ context: inout RequestContext
    ) throws(Refusal) -> HTTPResponse {
        guard let key = carried.signIn,
            let transaction = try context.snapshot.state.signIns.record(key, at: context.snapshot.now)
        else { throw ended }
        guard let input = try input(form, transaction, &context) else {
            return SignInStepPage(key: key, transaction: transaction, refusal: .notOffered)
                .response(for: parameters, &context)
        }
        guard let outcome = try SignInRunner.apply(input, key, &context) else { throw ended }
        return try proceed(outcome, key, parameters, &context)
    }

    private static var ended: Refusal {
        Refusal(
            .requestExpired,
            why: "the sign-in of this page has ended or is older than \(lifetime.seconds) s",
            remedy: Remedy("Start again at the app.")
        )
    }

    /// What a form of a step enters; nil for none of its inputs.
    static func input(
        _ form: FormParameters,
        _ transaction: SignInTransaction,
        _ context: inout RequestContext
    ) throws(Refusal) -> SignInInput? {
        if let factor = form[StepForm.factor] { return .choose(factor: factor) }
        let action = form[StepForm.action] ?? ""
        if action.hasPrefix("enroll ") { return enrollment(String(action.dropFirst(7)), form) }
        switch action {
        case "previous": return .previous
        case "poll": return .poll
        case "forgot": return .recover
        case "resend": return .resend
        case "skip": return .skip
        case "stay": return .keepMeSignedIn(true)
        case "leave": return .keepMeSignedIn(false)
        case "profile": return profile(form)
        case "identify":
            let login = form[PageForm.username] ?? ""
            context.record.user = login
            return .identify(context.organization.user(login: login)?.id)
        case "password": return password(form, transaction, context)
        case "approve" where context.showsPersonas: return .decide(isApproved: true)
        case "reject" where context.showsPersonas: return .decide(isApproved: false)
        case _ where transaction.step == .password:
            let user = transaction.userID.flatMap(context.organization.user)
            return .password(try PasswordAttempts.check(user?.login ?? "", form[PageForm.password] ?? "", &context))
        default: return form[PageForm.password].map { .answer($0) }
        }
    }

    private static func profile(_ form: FormParameters) -> SignInInput {
        var profile: JSONObject = [:]
        for parameter in form.parameters where parameter.name.hasPrefix(StepForm.profile) {
            profile[String(parameter.name.dropFirst(StepForm.profile.count))] = .string(parameter.value)
        }
        return .profile(profile, password: form[PageForm.password])
    }

    private static func enrollment(_ kind: String, _ form: FormParameters) -> SignInInput? {
        guard let kind = Factor.Kind(rawValue: kind) else { return nil }
        let target = kind == .question ? form[StepForm.question] : form[StepForm.phone]
        return .enroll(FactorDraft(kind, target: target, answer: form[StepForm.answer]))
    }

    /// Two different passwords are no input.
    private static func password(
        _ form: FormParameters,
        _ transaction: SignInTransaction,
        _ context: RequestContext
    ) -> SignInInput? {
        let new = form[PageForm.password] ?? ""
        guard new.hasSameBytes(as: form[StepForm.confirmation] ?? "") else { return nil }
        let isReused = PasswordAttempts.isReused(new, by: transaction.userID, in: context.organization)
        return .newPassword(new, isReused: isReused)
    }
}
