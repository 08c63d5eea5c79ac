import HummingbirdCore
import NIOCore

extension ResponseBody {
  private static let pieceByteCount = 1 << 16

  /// A body whose pieces are made one after the other while it is sent, however long it is.
  ///
  /// They are made away from the thread of the connection, which serves others meanwhile, each when the one before it has
  /// gone, and no more of them when the client has left.
  static func made(
    byteCount: Int, _ piece: @escaping @Sendable (Range<Int>) -> ByteBuffer
  ) -> ResponseBody {
    ResponseBody(contentLength: byteCount) { writer in
      for start in stride(from: 0, to: byteCount, by: pieceByteCount) {
        let part = start..<min(start + pieceByteCount, byteCount)
        let bytes = await withTaskExecutorPreference(globalConcurrentExecutor) { piece(part) }
        try await writer.write(bytes)
      }
      try await writer.finish(nil)
    }
  }
}
