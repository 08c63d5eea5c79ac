import HTTPTypes
import HummingbirdCore
import NIOCore

/// Hands out the files of recordings, as the service's own file host and the customer's bucket do.
///
/// There are no files on disk: a path is looked up among those of the recordings and the bytes are made while they
/// are sent. No token is needed, faults do not apply, and the clock of a deterministic sandbox does not move.
struct FileServer: Sendable {
  let store: SandboxStore

  /// What of the request's path names a file; nil if it is about something else.
  static func path(of request: Request) -> FilePath? {
    let path = request.target.path
    guard path.hasPrefix(FilePath.prefix) else { return nil }
    return FilePath(PercentEncoding.decode(path.dropFirst(FilePath.prefix.count)))
  }

  func response(to request: Request, path: FilePath) async -> Response {
    guard [.get, .head].contains(request.method) else {
      return refuse(.methodNotAllowed(allowed: ["GET", "HEAD"]))
    }
    guard let file = await store.file(at: path) else { return refuse(.fileNotFound) }
    let media = file.media
    var headers: HTTPFields = [
      .acceptRanges: "bytes",
      .contentType: media.contentType,
      .eTag: tag(of: file),
    ]
    switch range(request, of: file, length: media.byteCount) {
    case .whole:
      return response(.ok, headers, media, 0..<media.byteCount)
    case .part(let part):
      headers[.contentRange] =
        "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(media.byteCount)"
      return response(.partialContent, headers, media, part)
    case .unsatisfiable:
      return refuse(.rangeNotSatisfiable(length: media.byteCount))
    }
  }

  /// Ranges are for GET only; one of an older state of the file, as `If-Range` says, counts for nothing.
  private func range(_ request: Request, of file: ServedFile, length: Int) -> RequestedRange {
    let condition = request.headers[.ifRange]
    guard request.method == .get, condition.map({ $0 == tag(of: file) }) ?? true else {
      return .whole
    }
    return RequestedRange(request.headers[.range], length: length)
  }

  private func tag(of file: ServedFile) -> String { "\"\(file.id)-\(file.media.byteCount)\"" }

  private func response(
    _ status: HTTPResponse.Status, _ headers: HTTPFields,
    _ media: any MediaFile, _ range: Range<Int>
  ) -> Response {
    Response(
      status: status, headers: headers,
      body: .made(byteCount: range.count) { part in
        ByteBuffer(
          bytes: media.bytes(
            in: range.lowerBound + part.lowerBound..<range.lowerBound + part.upperBound))
      })
  }

  private func refuse(_ error: APIError) -> Response {
    error.response(store.switches).overHTTP(requestID: "file")
  }
}
