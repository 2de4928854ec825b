import CZlib
import Glibc

/// Why a sample file cannot be read on.
///
/// Retrying never helps: the file itself is wrong, or is not where it was said to be.
package enum SampleError: Error, Equatable, Sendable {
    /// There is no readable file at `path`.
    case unreadable(path: String)
    /// The compressed bytes end early or fail their checksum; all earlier records were given out.
    case damaged(reason: String)
    /// The text stops being JSON of the expected shape at `offset` bytes of uncompressed text.
    case structure(offset: Int64, reason: String)
}

/// How far reading has come, in bytes as they lie on disk.
package struct SampleProgress: Equatable, Sendable {
    package var bytesRead: Int64
    package var bytesTotal: Int64

    package init(bytesRead: Int64, bytesTotal: Int64) {
        self.bytesRead = bytesRead
        self.bytesTotal = bytesTotal
    }
}

/// A record or line that could not be used; reading goes on after it.
package struct SkippedRecord: Equatable, Sendable {
    /// The array it stands in, such as `ReuseMapping`, or `line` in a file of lines.
    package var section: String
    /// Counted from 1 within the section.
    package var number: Int
    package var reason: String
    /// The first 120 bytes, with damaged UTF-8 repaired.
    package var excerpt: String
}

/// A file of plain or gzip bytes, read front to back.
struct SampleFile: ~Copyable {
    private let handle: gzFile
    private let total: Int64
    private let path: String

    init(path: String) throws(SampleError) {
        // zlib reads a file without a gzip header as it is, so one way serves both.
        guard let handle = gzopen(path, "rb") else { throw .unreadable(path: path) }
        guard let total = Self.size(path) else {
            gzclose(handle)
            throw .unreadable(path: path)
        }
        self.handle = handle
        self.total = total
        self.path = path
    }

    deinit {
        gzclose(self.handle)
    }

    var progress: SampleProgress {
        SampleProgress(bytesRead: Int64(gzoffset(self.handle)), bytesTotal: self.total)
    }

    /// The size of the file on disk in bytes; nil for a folder or a missing file.
    private static func size(_ path: String) -> Int64? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int64(status.st_size)
    }

    /// What zlib says, without the path it puts in front.
    private func reason(_ message: UnsafePointer<CChar>?, _ code: Int32) -> String {
        guard let message else { return "zlib error \(code)" }
        let text = String(cString: message)
        let prefix = "\(self.path): "
        return text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text
    }

    /// Fills `buffer` from its start and returns how many bytes that were; 0 at the end.
    func read(into buffer: inout [UInt8]) throws(SampleError) -> Int {
        let count = buffer.withUnsafeMutableBytes { bytes in
            gzread(self.handle, bytes.baseAddress, UInt32(bytes.count))
        }
        if count <= 0 {
            // A file cut short reads as its end; only the error state tells the two apart.
            var code: Int32 = Z_OK
            let message = gzerror(self.handle, &code)
            if code != Z_OK && code != Z_STREAM_END {
                throw .damaged(reason: self.reason(message, code))
            }
        }
        return Int(max(0, count))
    }
}

extension SkippedRecord {
    init(section: String, number: Int, reason: String, bytes: some Collection<UInt8>) {
        self.section = section
        self.number = number
        self.reason = reason
        self.excerpt = String(decoding: bytes.prefix(120), as: UTF8.self)
    }
}
