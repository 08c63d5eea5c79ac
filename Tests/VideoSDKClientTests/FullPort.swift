import Glibc

/// A loopback port on which connections are neither made nor refused.
///
/// It listens for one connection, has that one, and never takes it: Linux then drops whoever else
/// knocks, so that connecting goes on until somebody gives up.
final class FullPort: Sendable {
  let number: Int
  private let listener: Int32
  private let filler: Int32

  /// Takes a free port; nil when the system does not let it.
  init?() {
    let listener = Self.socket()
    let filler = Self.socket()
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isFull = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { general in
        bind(listener, general, length) == 0 && listen(listener, 0) == 0
          && getsockname(listener, general, &length) == 0 && connect(filler, general, length) == 0
      }
    }
    guard isFull else {
      close(listener)
      close(filler)
      return nil
    }
    self.listener = listener
    self.filler = filler
    number = Int(UInt16(bigEndian: address.sin_port))
  }

  deinit {
    close(filler)
    close(listener)
  }

  private static func socket() -> Int32 {
    Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
  }

  /// How many sockets of this machine try to connect to it now.
  var knocking: Int {
    let suffix = ":" + String(number, radix: 16, uppercase: true).leftPadded(to: 4)
    return Self.table().split(separator: "\n").count { line in
      let fields = line.split(separator: " ")
      return fields.count > 3 && fields[2].hasSuffix(suffix) && fields[3] == "02"
    }
  }

  /// Waits until somebody tries to connect.
  func isKnockedAt() async {
    while knocking == 0 { await Task.yield() }
  }

  /// The kernel's own list of its TCP sockets.
  private static func table() -> String {
    let descriptor = open("/proc/net/tcp", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while case let count = read(descriptor, &chunk, chunk.count), count > 0 {
      bytes += chunk.prefix(count)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension String {
  fileprivate func leftPadded(to width: Int) -> String {
    String(repeating: "0", count: max(0, width - count)) + self
  }
}
