import Glibc

/// Detects changes of a file without reading it: its identity, size and times.
package struct FileStamp: Hashable, Sendable {
    private let device: UInt
    private let inode: UInt
    private let size: Int
    private let modified: Duration
    private let changed: Duration

    /// Nil when there is no file; follows symbolic links.
    package init?(_ path: String) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        device = UInt(status.st_dev)
        inode = UInt(status.st_ino)
        size = Int(status.st_size)
        modified = Duration(status.st_mtim)
        changed = Duration(status.st_ctim)
    }

    /// Whether both are of one file, however it has changed.
    package func isSameFile(as other: FileStamp) -> Bool { device == other.device && inode == other.inode }
}
