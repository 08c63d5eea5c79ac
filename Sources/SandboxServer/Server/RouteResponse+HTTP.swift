import HTTPTypes
import Hummingbird
import NIOCore

/// Turns an answer into what goes over the wire, spoilt if a fault asks for it.
enum Delivery {
  /// The connection ends in the middle of the body.
  private struct CutShort: Error {}

  private static let requestIDField = HTTPField.Name("x-request-id")
  private static let hugeBytes = 64 << 20

  static func response(
    _ answer: Answer, requestID: String, spoiling fault: Fault.Body?
  ) -> Response {
    var answer = answer
    switch fault {
    case nil:
      break
    case .html:
      answer.contentType = "text/html"
      answer.body = ByteBuffer(string: htmlPage(status: answer.status))
    case .text:
      answer.contentType = "text/plain"
      answer.body = ByteBuffer(string: "upstream connect error or disconnect before headers")
    case .empty:
      answer.contentType = nil
      answer.body = ByteBuffer()
    case .truncated:
      return response(answer, requestID, body: truncated(answer.body))
    case .huge:
      return response(answer, requestID, body: huge())
    }
    return response(answer, requestID, body: ResponseBody(byteBuffer: answer.body))
  }

  private static func response(
    _ answer: Answer, _ requestID: String, body: ResponseBody
  ) -> Response {
    var headers = HTTPFields()
    if let contentType = answer.contentType { headers[.contentType] = contentType }
    for field in answer.headers { headers.append(field) }
    if let name = requestIDField { headers[name] = requestID }
    return Response(status: .init(code: answer.status), headers: headers, body: body)
  }

  private static func truncated(_ body: ByteBuffer) -> ResponseBody {
    let half = body.getSlice(at: body.readerIndex, length: body.readableBytes / 2)
    return ResponseBody(contentLength: body.readableBytes) { writer in
      try await writer.write(half ?? ByteBuffer())
      throw CutShort()
    }
  }

  private static func huge() -> ResponseBody {
    ResponseBody(contentLength: hugeBytes) { writer in
      let chunk = ByteBuffer(repeating: UInt8(ascii: "a"), count: 1 << 16)
      let quote = ByteBuffer(string: "\"")
      try await writer.write(quote)
      try await writer.write(ByteBuffer(repeating: UInt8(ascii: "a"), count: (1 << 16) - 2))
      for _ in 1..<(hugeBytes / (1 << 16)) { try await writer.write(chunk) }
      try await writer.write(quote)
      try await writer.finish(nil)
    }
  }

  private static func htmlPage(status: Int) -> String {
    let title = "\(status) \(Refusal.phrase(ofStatus: status))"
    return """
      <html>
      <head><title>\(title)</title></head>
      <body><center><h1>\(title)</h1></center></body>
      </html>

      """
  }
}
