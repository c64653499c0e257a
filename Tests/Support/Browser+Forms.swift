/// What a person does on a page.
extension Browser {
    /// Presses the button with this value; the inputs of its form are filled in by name.
    package func press(_ page: Answer, _ value: String, _ inputs: [String: String] = [:]) throws -> Answer {
        for form in HTMLForm.all(in: page.text) {
            guard let button = form.buttons.first(where: { $0.value == value }) else { continue }
            let named = form.inputs.filter { !$0.name.isEmpty }.map { ($0.name, inputs[$0.name] ?? $0.value) }
            return try post(form.action, named + [(button.name, value)])
        }
        throw Failure(description: "no button \(value) on: \(page.text)")
    }

    /// Submits the form that shows these inputs, filled in.
    package func fill(_ page: Answer, _ inputs: [String: String]) throws -> Answer {
        for form in HTMLForm.all(in: page.text)
        where inputs.keys.allSatisfy({ name in form.inputs.contains { $0.name == name && $0.type != "hidden" } }) {
            let button = form.buttons.first.map { $0.name.isEmpty ? [] : [($0.name, $0.value)] } ?? []
            let named = form.inputs.filter { !$0.name.isEmpty }.map { ($0.name, inputs[$0.name] ?? $0.value) }
            return try post(form.action, named + button)
        }
        throw Failure(description: "no form with \(inputs.keys) on: \(page.text)")
    }
}
