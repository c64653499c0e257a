import MockOktaFormats
import MockOktaSystem

/// The folder that an import writes.
package enum ImportFolder {
    /// Refuses a folder that has files, unless the import is forced.
    package static func check(_ folder: String, isForced: Bool) throws(ToolError) {
        guard !isForced, let names = try? FileBytes.names(in: folder),
            !names.filter({ ![".", ".."].contains($0) }).isEmpty
        else { return }
        throw .cannotWrite("\(folder) is not empty; --force writes into it")
    }

    /// Writes the files of an org, and its notes as README.md.
    ///
    /// - Returns: the paths of the files.
    package static func write(_ org: OrgImport, to folder: String) throws(ToolError) -> [String] {
        let paths = try FixtureExport(imported: org.fixture, withSecrets: org.hasSecrets).write(to: folder)
        let path = folder + (folder.hasSuffix("/") ? "" : "/") + "README.md"
        let notes = ["# What this import lacks", ""] + org.notes.map { "- \($0)" }
        do throws(FileError) {
            try FileBytes.replace(path, with: Array((notes.joined(separator: "\n") + "\n").utf8), isSecret: false)
        } catch {
            throw .cannotWrite("\(path): \(error.reason)")
        }
        return paths + [path]
    }

    /// What was read, where it was written, and what to add.
    package static func summary(of org: OrgImport, _ paths: [String], in folder: String) -> String {
        let width = org.counts.map(\.collection.count).max() ?? 0
        let counts = org.counts.map { row in
            row.collection + String(repeating: " ", count: width - row.collection.count + 2) + String(row.count)
        }
        let notes = org.notes.map { "note: \(VisibleText.escaped($0))" }
        return (counts + notes + ["wrote \(paths.count) files to \(folder)"]).joined(separator: "\n") + "\n"
    }
}
