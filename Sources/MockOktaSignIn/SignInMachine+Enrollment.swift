import MockOktaFormats
import MockOktaModel

extension SignInMachine {
    /// Begins to set a factor up; a question is complete at once, the others with the first right code.
    func enroll(_ draft: FactorDraft, _ transaction: SignInTransaction) -> SignInOutcome {
        guard let user = user(of: transaction) else { return moved(transaction, to: .refused) }
        guard enrollable(transaction).contains(draft.kind) else {
            return SignInOutcome(transaction, refusal: .notOffered)
        }
        var source: JSONObject = ["factorType": .string(draft.kind.rawValue)]
        source["provider"] = draft.kind == .totp ? "GOOGLE" : "OKTA"
        switch draft.kind {
        case .question:
            if let refusal = Self.fault(draft) { return SignInOutcome(transaction, refusal: refusal) }
            var profile: JSONObject = ["question": .string(draft.target ?? "")]
            profile["questionText"] = .string(SecurityQuestion.text(draft.target ?? "") ?? draft.target ?? "")
            profile["answer"] = draft.answer.map { .string($0) }
            source["profile"] = .object(profile)
            guard let complete = Self.complete(source, user) else { return moved(transaction, to: .refused) }
            return prove(.question, transaction, [.addFactor(user.id, complete)])
        case .sms, .call:
            guard let number = draft.target.flatMap(Self.phoneNumber) else {
                return SignInOutcome(transaction, refusal: .invalidPhoneNumber)
            }
            source["profile"] = ["phoneNumber": .string(number)]
        case .totp:
            source["profile"] = ["credentialId": .string(user.login)]
            source["mock"] = ["sharedSecret": .string(Base32.encode(draw.secret))]
        case .email, .push: break
        }
        return begin(source, user, transaction)
    }

    private func begin(_ source: JSONObject, _ user: User, _ transaction: SignInTransaction) -> SignInOutcome {
        let email = user.attribute("email")?.string
        guard let factor = Factor(source, of: user.id, email: email) else { return moved(transaction, to: .refused) }
        let (challenge, effects) = challenge(factor, user, transaction.purpose)
        return moved(transaction, to: .enrollment(FactorEnrollment(source, challenge)), effects)
    }

    func resend(_ enrollment: FactorEnrollment, _ transaction: SignInTransaction) -> SignInOutcome {
        guard let user = user(of: transaction) else { return moved(transaction, to: .refused) }
        guard enrollment.challenge.factor.kind.isSent else { return SignInOutcome(transaction, refusal: .notOffered) }
        return begin(enrollment.source, user, transaction)
    }

    func activate(_ text: String, _ enrollment: FactorEnrollment, _ transaction: SignInTransaction) -> SignInOutcome {
        judge(text, enrollment.challenge, transaction) { challenge in
            .enrollment(FactorEnrollment(enrollment.source, challenge))
        } accepted: {
            complete(enrollment, $0)
        }
    }

    /// Adds a factor that has been proved to the user.
    func complete(_ enrollment: FactorEnrollment, _ transaction: SignInTransaction) -> SignInOutcome {
        guard let user = user(of: transaction), let source = Self.complete(enrollment.source, user) else {
            return moved(transaction, to: .refused)
        }
        return prove(enrollment.challenge.factor.kind, transaction, [.addFactor(user.id, source)])
    }

    /// The object of an active factor, with its id.
    private static func complete(_ source: JSONObject, _ user: User) -> JSONObject? {
        guard let factor = Factor(source, of: user.id, email: user.attribute("email")?.string) else { return nil }
        var complete: JSONObject = ["id": .string(factor.id)]
        for member in source.members { complete[member.key] = member.value }
        complete["status"] = "ACTIVE"
        return complete
    }

    private static func fault(_ draft: FactorDraft) -> SignInRefusal? {
        guard let question = draft.target, !question.isEmpty else { return .unknownQuestion }
        return draft.answer.map { $0.count >= SecurityQuestion.leastAnswer } == true ? nil : .shortAnswer
    }

    /// A number in E.164 form; blanks, hyphens and brackets are left out; nil for what is no number.
    package static func phoneNumber(_ text: String) -> String? {
        let kept = text.utf8.filter { !" -().".utf8.contains($0) }
        let digits = kept.first == UInt8(ascii: "+") ? kept.dropFirst() : kept[...]
        guard (7...15).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return "+" + String(decoding: digits, as: UTF8.self)
    }
}
