import MockOktaFormats
import MockOktaModel

extension IDXStep {
    /// What answers the challenge of a factor.
    func fields(of factor: Factor) -> [JSON] {
        guard factor.kind == .question else {
            guard factor.kind == .totp, Authenticator.of(factor) == .device else {
                return [IDXForm.passcode("Enter code", envelope.fieldMessage)]
            }
            var code: JSONObject = ["name": "totp", "label": "Enter code"]
            code["messages"] = envelope.fieldMessage.map { IDXForm.array([$0.json]) }
            return [.object(code)]
        }
        var answer: JSONObject = ["name": "answer", "label": "Answer", "required": true]
        answer["messages"] = envelope.fieldMessage.map { IDXForm.array([$0.json]) }
        let key: JSON = [
            "name": "questionKey", "label": .string(FactorProfile.question(of: factor)), "required": true,
            "value": factor.profile["question"] ?? "", "visible": false, "mutable": false,
        ]
        return [key, .object(answer)]
    }
}
