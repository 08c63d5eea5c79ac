import NIOCore
import NIOHTTP1
import NIOPosix

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the network stack says about a connection that could not be made.
enum ConnectionFailure: Equatable {
  case refused
  case unresolved
  case timedOut
  case tls(reason: String)
  case unreachable(reason: String)

  /// Reads the errors of NIO's sockets and of its TLS; nil for any other.
  init?(_ error: any Error) {
    switch error {
    case let error as NIOConnectionError:
      self = Self.read(error)
    case let error as IOError:
      self = Self.read(error)
    case let error as ChannelError:
      guard case .connectTimeout = error else { return nil }
      self = .timedOut
    default:
      guard let reason = Self.tlsReason(error) else { return nil }
      self = .tls(reason: reason)
    }
  }

  /// A host may have several addresses; one that refuses tells most, for somebody answered.
  private static func read(_ error: NIOConnectionError) -> ConnectionFailure {
    let failures = error.connectionErrors.compactMap { ConnectionFailure($0.error) }
    if failures.contains(.refused) { return .refused }
    if let first = failures.first { return first }
    return error.connectionErrors.isEmpty ? .unresolved : .unreachable(reason: "no connection")
  }

  private static func read(_ error: IOError) -> ConnectionFailure {
    switch error.errnoCode {
    case ECONNREFUSED: .refused
    case ETIMEDOUT: .timedOut
    case EHOSTUNREACH: .unreachable(reason: "no route to the host")
    case ENETUNREACH: .unreachable(reason: "the network is unreachable")
    default: .unreachable(reason: "system error \(error.errnoCode)")
    }
  }

  /// The TLS library is not imported for the sake of one name, so its errors are known by theirs.
  private static func tlsReason(_ error: any Error) -> String? {
    let type = String(reflecting: type(of: error))
    guard type.hasPrefix("NIOSSL.") else { return nil }
    let text = String(describing: error)
    let marker = "OPENSSL_internal:"
    guard let range = text.firstRange(of: marker) else {
      return text.contains("ailedToValidateHostname")
        ? "the certificate is for another host" : "the handshake failed"
    }
    let word = text[range.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    return word.lowercased().replacing("_", with: " ")
  }
}

extension ClientError {
  /// Reads what the layers beneath the HTTP client throw: sockets, TLS, the parser, the tasks.
  init(
    _ error: any Error, of call: HTTPCall, requestWasSent: Bool, connectTimeout: Duration
  ) {
    switch error {
    case is CancellationError:
      self = .cancelled(requestWasSent: requestWasSent)
    case let error as AnswerBuffer.TooLong:
      self = .malformed(path: "", reason: "the body is longer than \(error.limit) bytes")
    case let error as StatusGuard.NoStatus:
      self = .malformed(path: "", reason: "the status is \(error.code), which is none")
    case let error as HTTPParserError where requestWasSent && !error.isEarlyEnd:
      self = .malformed(path: "", reason: "the answer is not HTTP")
    case _ where requestWasSent:
      self = .connectionLost(call.origin, requestWasSent: true)
    default:
      self.init(ConnectionFailure(error), of: call, connectTimeout: connectTimeout)
    }
  }

  private init(_ failure: ConnectionFailure?, of call: HTTPCall, connectTimeout: Duration) {
    switch failure {
    case .refused?: self = .refused(call.origin)
    case .unresolved?: self = .unresolved(host: call.origin.host)
    case .timedOut?: self = .timedOut(after: connectTimeout, requestWasSent: false)
    case .tls(let reason)?: self = .tls(call.origin, reason: reason)
    case .unreachable(let reason)?: self = .unreachable(call.origin, reason: reason)
    case nil: self = .connectionLost(call.origin, requestWasSent: false)
    }
  }
}

extension HTTPParserError {
  /// Whether the connection ended where the answer had to go on.
  fileprivate var isEarlyEnd: Bool { self == .invalidEOFState || self == .closedConnection }
}
