import HTTPTypes
import HummingbirdCore
import NIOCore

extension RouteResponse {
  /// The connection ends in the middle of the body.
  private struct CutShort: Error {}

  private static let requestIDField = HTTPField.Name("x-request-id")
  private static let hugeBytes = 64 << 20

  /// What goes over the wire, spoilt if a fault asks for it.
  func overHTTP(requestID: String, spoiltBy fault: Fault.Body? = nil) -> Response {
    var spoilt = self
    switch fault {
    case nil:
      break
    case .html:
      spoilt.contentType = "text/html"
      spoilt.body = ByteBuffer(string: RouteResponse.htmlPage(status: status))
    case .text:
      spoilt.contentType = "text/plain"
      spoilt.body = ByteBuffer(string: "upstream connect error or disconnect before headers")
    case .empty:
      spoilt.contentType = nil
      spoilt.body = ByteBuffer()
    case .truncated:
      return response(requestID, RouteResponse.truncated(body))
    case .huge:
      return response(requestID, RouteResponse.huge())
    }
    return spoilt.response(requestID, ResponseBody(byteBuffer: spoilt.body))
  }

  private func response(_ requestID: String, _ body: ResponseBody) -> Response {
    var fields = HTTPFields()
    if let contentType { fields[.contentType] = contentType }
    for field in headers { fields.append(field) }
    if let name = RouteResponse.requestIDField { fields[name] = requestID }
    return Response(status: .init(code: status), headers: fields, body: body)
  }

  private static func truncated(_ body: ByteBuffer) -> ResponseBody {
    let half = body.getSlice(at: body.readerIndex, length: body.readableBytes / 2)
    return ResponseBody(contentLength: body.readableBytes) { writer in
      try await writer.write(half ?? ByteBuffer())
      throw CutShort()
    }
  }

  private static func huge() -> ResponseBody {
    .made(byteCount: hugeBytes) { part in
      var text = ByteBuffer(repeating: UInt8(ascii: "a"), count: part.count)
      let quote = UInt8(ascii: "\"")
      if part.lowerBound == 0 { text.setInteger(quote, at: 0) }
      if part.upperBound == hugeBytes { text.setInteger(quote, at: part.count - 1) }
      return text
    }
  }

  private static func htmlPage(status: Int) -> String {
    let title = "\(status) \(APIError.phrase(ofStatus: status))"
    return """
      <html>
      <head><title>\(title)</title></head>
      <body><center><h1>\(title)</h1></center></body>
      </html>

      """
  }
}
