import Glibc

/// Why a file cannot be read or written.
package struct FileError: Error {
    package let isAbsence: Bool
    package let reason: String

    /// A system call that failed, by its `errno`.
    init(code: Int32) {
        isAbsence = code == ENOENT || code == ENOTDIR
        reason = unsafe String(cString: strerror(code))
    }

    /// An operation that this program refuses although the system would perform it.
    init(refused reason: String) {
        isAbsence = false
        self.reason = reason
    }
}

/// Reads and writes whole files.
package enum FileBytes {
    /// A larger file is assumed to be a mistake: a million users need less.
    private static let limit = 1 << 28

    /// Reads a file, or a pipe such as a shell's `<(…)`; refuses devices, which have no end, and terminals, which wait
    /// for input.
    package static func read(_ path: String) throws(FileError) -> [UInt8] {
        // O_NONBLOCK: opening a named pipe must not block until it has a writer.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw FileError(code: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw FileError(code: errno) }
        guard [S_IFREG, S_IFIFO, S_IFDIR].contains(status.st_mode & S_IFMT) else {
            throw FileError(refused: "is a device, not a file")
        }
        guard status.st_size <= limit else { throw tooLarge }
        _ = fcntl(descriptor, F_SETFL, O_RDONLY)
        return try readToEnd(descriptor)
    }

    /// The whole of standard input, read once; later calls return the same bytes.
    package static func standardInput() throws(FileError) -> [UInt8] {
        try input.withLock { (input) throws(FileError) in
            if let input { return input }
            let bytes = try readToEnd(STDIN_FILENO)
            input = bytes
            return bytes
        }
    }

    private static let input = Lock<[UInt8]?>(nil)

    private static func readToEnd(_ descriptor: Int32) throws(FileError) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno != EINTR { throw FileError(code: errno) }
            if count == 0 { return bytes }
            bytes += buffer.prefix(max(0, count))
            guard bytes.count <= limit else { throw tooLarge }
        }
    }

    private static var tooLarge: FileError { FileError(refused: "has more than \(limit >> 20) MiB") }

    /// Replaces the content of a file atomically: readers see either the old or the new content.
    ///
    /// If the path is a pipe or a device, or a symbolic link to one, the bytes are written to it, and it stays.
    /// A symbolic link to a regular file is replaced itself: its target may belong to another user.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - bytes: its new content.
    ///   - isSecret: whether only this user may read the file.
    /// - Throws: why it cannot be written.
    package static func replace(
        _ path: String,
        with bytes: [UInt8],
        isSecret: Bool = false
    ) throws(FileError) {
        guard isPlainOrAbsent(path) else { return try write(bytes, into: path) }
        let (descriptor, temporary) = try openTemporary(beside: path, mode: isSecret ? 0o600 : 0o644)
        let isWritten = Output.write(bytes, to: descriptor)
        let isClosed = close(descriptor) == 0
        guard isWritten, isClosed, unsafe rename(temporary, path) == 0 else {
            let failure = FileError(code: errno)
            unsafe unlink(temporary)
            throw failure
        }
    }

    /// Creates a new file next to another; never opens an existing file or follows a symbolic link.
    private static func openTemporary(
        beside path: String,
        mode: mode_t
    ) throws(FileError) -> (descriptor: Int32, path: String) {
        for attempt in 0..<64 {
            let temporary = "\(path).\(getpid())-\(attempt).tmp"
            let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
            let descriptor = unsafe open(temporary, flags, mode)
            if descriptor >= 0 { return (descriptor, temporary) }
            guard errno == EEXIST else { throw FileError(code: errno) }
        }
        throw FileError(code: EEXIST)
    }

    private static func write(_ bytes: [UInt8], into path: String) throws(FileError) {
        // O_NONBLOCK: opening a named pipe must not block until it has a reader.
        let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw FileError(code: errno) }
        defer { close(descriptor) }
        // A link may have been changed since it was examined.
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFREG else {
            throw FileError(refused: "has become a link to another file")
        }
        guard Output.write(bytes, to: descriptor) else { throw FileError(code: errno) }
    }

    /// Whether a path is a regular file, does not exist, or is a symbolic link to such a path.
    package static func isPlainOrAbsent(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
    }

    /// Creates a folder and its missing parents.
    package static func makeFolder(_ path: String) throws(FileError) {
        if unsafe mkdir(path, 0o755) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = path.dropLast().lastIndex(of: "/"), slash > path.startIndex else {
            throw FileError(code: errno)
        }
        try makeFolder(String(path[..<slash]))
        guard unsafe mkdir(path, 0o755) == 0 else { throw FileError(code: errno) }
    }

    /// Removes a file; a missing file is no error.
    package static func remove(_ path: String) {
        unsafe unlink(path)
    }

    /// The names in a folder, sorted by their bytes, without `.` and `..`.
    package static func names(in folder: String) throws(FileError) -> [String] {
        guard let stream = unsafe opendir(folder) else { throw FileError(code: errno) }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if ![".", ".."].contains(name) { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    package static func isFolder(_ path: String) throws(FileError) -> Bool {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { throw FileError(code: errno) }
        return status.st_mode & S_IFMT == S_IFDIR
    }
}

extension FileBytes {
    /// Creates an empty file that only this user may read and write, unless a file with contents exists.
    ///
    /// - Throws: why it cannot be created.
    package static func createPrivate(_ path: String) throws(FileError) {
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileError(code: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw FileError(code: errno) }
        guard status.st_size == 0, status.st_mode & S_IFMT == S_IFREG else { return }
        guard fchmod(descriptor, 0o600) == 0 else { throw FileError(code: errno) }
    }
}
