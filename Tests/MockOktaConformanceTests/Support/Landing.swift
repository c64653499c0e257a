import MockOktaFormats
import MockOktaTestSupport
import Testing

/// What came back to the client, and by which way.
struct AuthorizationAnswer {
    enum Channel {
        case query, fragment, form
    }

    let channel: Channel
    let parameters: FormParameters

    subscript(_ name: String) -> String? { parameters[name] }
}

struct Unexpected: Error, CustomStringConvertible {
    let description: String
}

/// Where an authorization request ended: at a page of the server's, or back at the client.
enum Landing {
    case page(Answer)
    case callback(AuthorizationAnswer)

    init(_ answer: Answer) {
        // Nothing may stand between the redirect URI and the part that carries the answer.
        let target = answer.location.prefix { $0 != "?" && $0 != "#" }
        if answer.status == 302, target == RegisteredClient.redirectURI {
            let isFragment = answer.location.dropFirst(target.count).first == "#"
            self = .callback(
                AuthorizationAnswer(channel: isFragment ? .fragment : .query, parameters: answer.redirect)
            )
            return
        }
        let form = HTMLForm.all(in: answer.text).first { $0.action == RegisteredClient.redirectURI }
        guard answer.status == 200, let form else {
            self = .page(answer)
            return
        }
        let parameters = FormParameters(form.inputs.map { ($0.name, $0.value) })
        self = .callback(AuthorizationAnswer(channel: .form, parameters: parameters))
    }

    func callback() throws -> AuthorizationAnswer {
        guard case .callback(let answer) = self else { throw Unexpected(description: "not redirected: \(self)") }
        return answer
    }

    func page() throws -> Answer {
        guard case .page(let answer) = self else { throw Unexpected(description: "no page: \(self)") }
        return answer
    }
}
