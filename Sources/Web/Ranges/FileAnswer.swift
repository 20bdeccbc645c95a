import Fetch
import Foundation
import HTTPTypes
import Hummingbird

/// A file of audio, whole or in part.
struct FileAnswer: Sendable {
    let path: String
    let size: Int
    let type: String
    let tag: String

    /// `nil` when there is no such file, or it is no audio.
    init?(path: String) {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path), let size = attributes[.size] as? Int, size > 0,
            let handle = FileHandle(forReadingAtPath: path)
        else { return nil }
        defer { try? handle.close() }
        guard let prefix = try? handle.read(upToCount: MediaKind.prefixBytes) else { return nil }
        let changed = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        self.path = path
        self.size = size
        type = MediaKind(prefix: Array(prefix)).map(Self.type) ?? "application/octet-stream"
        tag = "\"\(String(size, radix: 16))-\(String(Int(changed * 1000), radix: 16))\""
    }

    func response(to request: Request, _ context: WebContext) async throws -> Response {
        var headers: HTTPFields = [
            .contentType: type, .acceptRanges: "bytes", .eTag: tag, .cacheControl: "private, no-store", .xContentTypeOptions: "nosniff",
        ]
        // RFC 9110, 13.1.5: a range of another version of the file is not wanted.
        let isSameVersion = request.headers[.ifRange].map { $0 == tag } ?? true
        switch ByteRange(isSameVersion ? request.headers[.range] : nil, size: size) {
        case .whole: return Response(status: .ok, headers: headers, body: try await FileIO().loadFile(path: path, context: context))
        case .part(let range):
            headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound)/\(size)"
            return Response(status: .partialContent, headers: headers, body: try await FileIO().loadFile(path: path, range: range, context: context))
        case .unsatisfiable:
            var response = Problem(.rangeNotSatisfiable, "the recording has \(size) bytes").response
            response.headers[.contentRange] = "bytes */\(size)"
            return response
        }
    }

    private static func type(_ kind: MediaKind) -> String {
        switch kind {
        case .wav: "audio/wav"
        case .mp3: "audio/mpeg"
        case .ogg: "audio/ogg"
        case .flac: "audio/flac"
        case .m4a: "audio/mp4"
        }
    }
}
