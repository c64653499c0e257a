import MockOktaFormats

/// Looks at a server from where this process runs, and says which URLs of its discovery do not work from here.
///
/// A double in a container is called by one name from other containers and by another from the browser, and an app that
/// compares issuers fails with words that do not name the cause; this names it.
package struct Doctor {
    /// One line for each thing that is wrong.
    package private(set) var findings: [String] = []
    /// Whether any of the URLs was answered.
    package private(set) var isAnyAnswered = false
    private var issuers: [(url: String, issuer: String)] = []

    /// Examines servers, each by its base URL or its issuer.
    package init(_ urls: [String]) {
        for url in urls { examine(url.hasSuffix("/") ? String(url.dropLast()) : url) }
        compareIssuers()
    }

    private mutating func examine(_ address: String) {
        guard let url = PlainURL(address) else {
            findings.append("\(address): is not of the form http://host:port")
            return
        }
        let document: Discovery
        do throws(Discovery.Failure) {
            document = try Discovery(address, url)
        } catch {
            isAnyAnswered = isAnyAnswered || error.isAnswered
            findings.append("\(address): \(error.reason)")
            return
        }
        isAnyAnswered = true
        if let issuer = document.issuer { issuers.append((address, issuer)) }
        findings += DiscoveryExamination(document).findings
    }

    /// Whoever is called by two names must give itself one: tokens carry the issuer from one side to the other.
    private mutating func compareIssuers() {
        guard let first = issuers.first else { return }
        for other in issuers.dropFirst() where Origin(other.issuer) != Origin(first.issuer) {
            findings.append(
                "issuer: \(first.issuer) by way of \(first.url), but \(other.issuer) by way of \(other.url); "
                    + "set --base-url to the one that the browser uses"
            )
        }
    }
}
