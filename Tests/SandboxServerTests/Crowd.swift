import Glibc
import NIOCore

/// Many connections to one port that are held as long as there is a value, as by a client that means no good.
final class Crowd: Sendable {
  struct CannotConnect: Error {
    let connected: Int
    let code: Int32
  }

  private let sockets: [Int32]

  /// Connects as often as asked for, and sends the same on each.
  init(_ count: Int, to port: Int, sending text: String = "") throws {
    let address = try SocketAddress(ipAddress: "127.0.0.1", port: port)
    var sockets: [Int32] = []
    for _ in 0..<count {
      let socket = Crowd.connect(to: address)
      guard socket >= 0 else {
        let code = errno
        for socket in sockets { close(socket) }
        throw CannotConnect(connected: sockets.count, code: code)
      }
      _ = Glibc.send(socket, text, text.utf8.count, Int32(MSG_NOSIGNAL))
      sockets.append(socket)
    }
    self.sockets = sockets
  }

  deinit { for socket in sockets { close(socket) } }

  /// Lets this process, and those that it starts, have as many files as it may.
  static func raiseFileLimit() -> Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 0 }
    limit.rlim_cur = limit.rlim_max
    guard setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 0 }
    return Int(limit.rlim_cur)
  }

  private static func connect(to address: SocketAddress) -> Int32 {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard socket >= 0 else { return -1 }
    let result = address.withSockAddr { Glibc.connect(socket, $0, socklen_t($1)) }
    guard result == 0 else {
      close(socket)
      return -1
    }
    return socket
  }
}
