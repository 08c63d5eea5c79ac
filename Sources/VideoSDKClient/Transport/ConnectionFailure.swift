import NIOCore
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
