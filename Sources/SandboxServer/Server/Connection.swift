import NIOCore

/// The connection that a request came in on, which a fault may cut.
struct Connection {
  let channel: any Channel

  /// Whether the other end is on this machine.
  var isFromThisMachine: Bool {
    channel.remoteAddress?.isLoopback ?? false
  }

  /// Tells a client that waits with the body of the request under way to send it.
  func askForBody() {
    channel.triggerUserOutboundEvent(HeadTranslator.BodyWanted(), promise: nil)
  }

  /// Closes the connection without another byte.
  func cut() async {
    // It may be closed already, by the other end; either way it is closed now.
    try? await channel.close()
  }
}

extension SocketAddress {
  /// Whether it does not leave this machine: 127.0.0.0/8, also as IPv6 writes it, and ::1.
  ///
  /// It is asked with every request, so the address is looked at where it lies and not as text: behind family and
  /// port, and in IPv6 behind four bytes more.
  var isLoopback: Bool {
    switch self {
    case .v4(let address):
      withUnsafeBytes(of: address.address) { $0[4] == 127 }
    case .v6(let address):
      withUnsafeBytes(of: address.address) { bytes in
        let (front, last) = (bytes[8..<20], bytes[20..<24])
        return front.allSatisfy { $0 == 0 } && last.elementsEqual([0, 0, 0, 1])
          || front.elementsEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]) && last.first == 127
      }
    case .unixDomainSocket: false
    }
  }
}
