import Glibc

/// Pipes that carry no data, only the fact that something happened: neither end blocks, and no
/// child inherits them.
enum WakePipe {
  static func open() -> (readEnd: Int32, writeEnd: Int32)? {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends {
      _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    return (ends[0], ends[1])
  }

  /// Reads what there is and returns it.
  @discardableResult
  static func drain(_ descriptor: Int32) -> [UInt8] {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 256)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count > 0 { all += buffer[..<count] } else if count == 0 || errno != EINTR { return all }
    }
  }
}
