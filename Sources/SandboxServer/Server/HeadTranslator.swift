import NIOCore
import NIOHTTP1

/// Keeps what would be lost of a head on its way into `HTTPRequest`, which knows neither the version of HTTP nor more
/// than one host, and says in the answers what follows from it.
final class HeadTranslator: ChannelDuplexHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  /// The event by which the server says that it reads the body of the request that it is about to answer.
  struct BodyWanted: Sendable {}

  /// A request whose answer is not written yet.
  private struct Exchange {
    /// Whether the answer must say that the connection is kept: before HTTP/1.1 that is not taken for granted.
    let saysKept: Bool
    /// Whether the client holds the body back until it is told to send it.
    var holdsBody: Bool
    /// Whether the connection ends with the answer, for the body will never come.
    var isLast = false
  }

  private let decoder: RequestDecoder
  private var exchanges = CircularBuffer<Exchange>(initialCapacity: 2)
  private var stopsDecoder = false

  init(_ decoder: RequestDecoder) {
    self.decoder = decoder
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(var head):
      stopsDecoder = head.stopsDecoder
      exchanges.append(
        Exchange(saysKept: head.version == .http1_0 && head.isKept, holdsBody: head.holdsBody))
      head.translate(reachedAt: context.localAddress)
      context.fireChannelRead(wrapInboundOut(.head(head)))
    case .body:
      bodyCame()
      context.fireChannelRead(data)
    case .end:
      bodyCame()
      if stopsDecoder { decoder.noteStop() }
      context.fireChannelRead(data)
    }
  }

  func triggerUserOutboundEvent(
    context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?
  ) {
    guard event is BodyWanted else {
      return context.triggerUserOutboundEvent(event, promise: promise)
    }
    if exchanges.first?.holdsBody == true {
      exchanges[exchanges.startIndex].holdsBody = false
      context.writeAndFlush(
        wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: .continue))),
        promise: nil)
    }
    promise?.succeed()
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .head(var head):
      complete(&head)
      context.write(wrapOutboundOut(.head(head)), promise: promise)
    case .body:
      context.write(data, promise: promise)
    case .end:
      let exchange = exchanges.popFirst()
      guard exchange?.isLast == true else { return context.write(data, promise: promise) }
      context.writeAndFlush(data, promise: promise)
      context.close(mode: .output, promise: nil)
    }
  }

  private func bodyCame() {
    guard let last = exchanges.indices.last, exchanges[last].holdsBody else { return }
    exchanges[last].holdsBody = false
  }

  private func complete(_ head: inout HTTPResponseHead) {
    guard let exchange = exchanges.first else { return }
    if exchange.holdsBody {
      exchanges[exchanges.startIndex].isLast = true
      head.headers.replaceOrAdd(name: "connection", value: "close")
    } else if exchange.saysKept, !head.headers.contains(name: "connection") {
      head.headers.add(name: "connection", value: "keep-alive")
    }
  }
}

extension HTTPRequestHead {
  /// Whether the client waits with the body until it is told to go on.
  fileprivate var holdsBody: Bool {
    version != .http1_0
      && headers["expect"].contains { $0.trimming(" \t").lowercased() == "100-continue" }
  }

  /// Whether the connection outlives the answer; an old client that asks for both does not mean it.
  fileprivate var isKept: Bool {
    guard version == .http1_0 else { return isKeepAlive }
    return isKeepAlive
      && !headers["connection"].contains { value in
        value.split(separator: ",").contains { $0.trimming(" \t").lowercased() == "close" }
      }
  }

  /// Says in fields that `HTTPRequest` keeps what it does not keep otherwise.
  ///
  /// - Parameter address: where the client has reached the sandbox.
  fileprivate mutating func translate(reachedAt address: SocketAddress?) {
    // A connection that ends with its answer is one with this field, whatever the version of HTTP.
    if !isKept { headers.replaceOrAdd(name: "connection", value: "close") }
    let hosts = headers["host"]
    if hosts.count > 1 {
      // Several fields of a name say the same as one with all their values.
      headers.replaceOrAdd(name: "host", value: hosts.joined(separator: ", "))
    } else if let (authority, rest) = absoluteForm {
      // The host of a whole URL counts, and that of the field does not: RFC 9112, section 3.2.2.
      headers.replaceOrAdd(name: "host", value: authority)
      uri = rest
    } else if hosts.isEmpty, version == .http1_0, let host = address?.authority {
      // Before HTTP/1.1 there was no such field; no browser leaves it out.
      headers.add(name: "host", value: host)
    }
  }

  /// The authority, and the path with the query, of a target that is a whole URL.
  private var absoluteForm: (authority: String, rest: String)? {
    guard method != .CONNECT, !uri.utf8.starts(with: "/".utf8),
      let mark = uri.firstRange(of: "://")
    else { return nil }
    let target = uri[mark.upperBound...]
    let authority = target.prefix { !"/?#".contains($0) }
    let rest = target[authority.endIndex...].prefix { $0 != "#" }
    return (String(authority), rest.hasPrefix("/") ? String(rest) : "/" + rest)
  }
}

extension SocketAddress {
  /// How the address is written in a URL.
  fileprivate var authority: String? {
    guard let ipAddress, let port else { return nil }
    return ipAddress.contains(":") ? "[\(ipAddress)]:\(port)" : "\(ipAddress):\(port)"
  }
}
