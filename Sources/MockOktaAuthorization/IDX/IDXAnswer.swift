import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaSignIn

/// Answers of `/idp/idx` and their media types.
enum IDXAnswer {
    /// An envelope; errors are JSON where the client prefers it, else ION (okta-auth-js and the .NET SDK differ).
    static func render(
        _ status: HTTPStatus,
        _ object: JSONObject,
        _ context: RequestContext,
        isIntrospection: Bool = false
    ) -> HTTPResponse {
        var response = JSONAnswer.uncached(status, .object(object))
        let isJSON = isIntrospection || context.request.fields["Accept"]?.contains("application/json") == true
        response.fields["Content-Type"] = status == .ok || !isJSON ? IDXForm.ion : IDXForm.json
        return response
    }

    /// An error without a form.
    static func terminal(
        _ status: HTTPStatus,
        _ message: IDXMessage,
        _ context: RequestContext,
        isIntrospection: Bool = false
    ) -> HTTPResponse {
        let object: JSONObject = ["version": "1.0.0", "messages": IDXForm.array([message.json])]
        return render(status, object, context, isIntrospection: isIntrospection)
    }

    /// Errors of faults and of Okta's framework.
    static let refusals = RefusalRenderer { refusal, context in
        switch refusal.answer {
        case .okta(let error):
            terminal(HTTPStatus(rawValue: error.status), IDXMessage(key: error.code, text: error.summary), context)
        case .oauth(let error):
            terminal(
                HTTPStatus(rawValue: error.status),
                IDXMessage(key: error.error, text: error.description),
                context
            )
        }
    }

    /// The envelope after an input that was not accepted: status, messages, and the form again.
    static func refused(
        _ refusal: SignInRefusal,
        _ envelope: IDXEnvelope,
        login: String?
    ) -> HTTPResponse {
        var envelope = envelope
        let transaction = envelope.transaction
        let status: HTTPStatus
        switch refusal {
        case .wrongPassword: (status, envelope.messages) = (.unauthorized, [.authenticationFailed])
        // Okta's SDKs expect a form again, with a message that is no error.
        case .unknownUser: (status, envelope.messages) = (.ok, [.unknownUser(login ?? "")])
        case .notAllowed, .tokenUsed:
            (status, envelope.messages) = (.badRequest, [.notAllowed(transaction)])
        case .wrongAnswer: (status, envelope.fieldMessage) = (.unauthorized, .wrongAnswer(transaction))
        case .usedCode: (status, envelope.fieldMessage) = (.unauthorized, .usedCode)
        case .tooManyAnswers: (status, envelope.messages) = (.unauthorized, [.suspended])
        case .rejected: (status, envelope.messages) = (.unauthorized, [.rejected])
        case .weakPassword:
            (status, envelope.fieldMessage) = (.badRequest, .weakPassword(envelope.passwordPolicy))
            if transaction.purpose == .registration { envelope.refused = .password }
        case .denied:
            var object = envelope.head()
            object["messages"] = IDXForm.array([IDXMessage.denied.json])
            return render(.forbidden, object, envelope.context)
        case .invalidPhoneNumber:
            (status, envelope.fieldMessage, envelope.refused) = (.badRequest, .invalidPhone, .phone)
        case .unknownQuestion, .shortAnswer:
            (status, envelope.fieldMessage, envelope.refused) = (.badRequest, .shortAnswer, .question)
        case .notOffered: (status, envelope.messages) = (.badRequest, [.notOffered(transaction)])
        case .registrationUnavailable: (status, envelope.messages) = (.badRequest, [.registrationUnavailable])
        case .profile(let fault): (status, envelope.profileFault) = (.badRequest, fault)
        case .notAssigned: (status, envelope.messages) = (.badRequest, [.notAssigned])
        case .consentDenied:
            // Differs: the status and shape of Okta's answer are not known.
            var object = envelope.head()
            object["messages"] = IDXForm.array([IDXMessage.cancelledByUser.json])
            envelope.tail(&object)
            return render(.badRequest, object, envelope.context)
        }
        return render(status, envelope.object, envelope.context)
    }
}
