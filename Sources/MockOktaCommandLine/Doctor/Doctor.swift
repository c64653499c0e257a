import MockOktaFormats
package import MockOktaHTTPClient

/// Checks from this machine which URLs of a server's discovery document work.
///
/// Other containers and the browser reach a server in a container by different names. An app that compares issuers then
/// fails without naming the cause.
package struct Doctor {
    /// One line for each problem.
    package private(set) var findings: [String] = []
    /// Whether a server answered at one of the URLs.
    package private(set) var isAnyAnswered = false
    /// The numbers of discovery documents read and of URLs compared.
    package private(set) var documentCount = 0
    package private(set) var urlCount = 0
    /// The kinds of stores outside the servers' memory, as far as their control APIs tell.
    package private(set) var stores: [String] = []
    private let client: HTTPClient
    private var issuers: [(url: String, issuer: String)] = []

    /// Examines servers, each by its base URL or its issuer.
    package init(_ urls: [String], _ client: HTTPClient = .verifying) {
        self.client = client
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
            document = try Discovery(address, url, client)
        } catch {
            isAnyAnswered = isAnyAnswered || error.isAnswered
            findings.append("\(address): \(error.reason)")
            return
        }
        isAnyAnswered = true
        if let issuer = document.issuer { issuers.append((address, issuer)) }
        let examination = DiscoveryExamination(document, client)
        findings += examination.findings
        urlCount += examination.urlCount
        documentCount += 1
        examineStore(url)
    }

    /// Reads where a server keeps its state; a control API that does not answer here tells nothing.
    private mutating func examineStore(_ url: PlainURL) {
        guard let answer = try? client.get("/_mock/store", from: url), answer.status == 200,
            let store = try? JSON.parse(answer.body), let kind = store["kind"]?.string, kind != "memory"
        else { return }
        if !stores.contains(kind) { stores.append(kind) }
        guard store["status"]?.string != "UP" else { return }
        let reason = store["message"]?.string ?? "it does not answer"
        findings.append("store: \(kind) is down, so that requests which need it are answered 503: \(reason)")
    }

    /// What was checked, where no problem was found.
    package var summary: String {
        let documents = documentCount == 1 ? "1 discovery document" : "\(documentCount) discovery documents"
        let kept = stores.isEmpty ? "" : "; state is kept in \(stores.joined(separator: ", "))"
        return "no findings: \(documents), \(urlCount) URLs\(kept)"
    }

    /// Compares issuers: a server with two names needs one issuer, because both sides use the same tokens.
    private mutating func compareIssuers() {
        guard let first = issuers.first else { return }
        for other in issuers.dropFirst() where WebOrigin(of: other.issuer) != WebOrigin(of: first.issuer) {
            findings.append(
                "issuer: \(first.issuer) by way of \(first.url), but \(other.issuer) by way of \(other.url); "
                    + "set --base-url to the one that the browser uses"
            )
        }
    }
}
