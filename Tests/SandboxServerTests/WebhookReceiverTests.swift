import Testing

@testable import SandboxServer

@Suite struct WebhookReceiverTests {
  struct Local: CustomTestStringConvertible {
    let url: String
    let addresses: [String]
    let port: Int
    let authority: String
    let target: String
    var testDescription: String { url }

    init(
      _ url: String, _ addresses: [String], _ port: Int, _ authority: String, _ target: String
    ) {
      (self.url, self.addresses, self.port) = (url, addresses, port)
      (self.authority, self.target) = (authority, target)
    }
  }

  @Test(arguments: [
    Local("http://127.0.0.1", ["127.0.0.1"], 80, "127.0.0.1", "/"),
    Local("HTTP://127.9.8.7:81/a/b?c=d#e", ["127.9.8.7"], 81, "127.9.8.7:81", "/a/b?c=d"),
    Local("http://LocalHost:9?x", ["127.0.0.1", "::1"], 9, "LocalHost:9", "/?x"),
    Local("http://[::1]:8080/", ["::1"], 8080, "[::1]:8080", "/"),
    Local("http://[0:0:0:0:0:0:0:1]/", ["::1"], 80, "[0:0:0:0:0:0:0:1]", "/"),
  ])
  func `an address of this machine is taken apart`(_ local: Local) throws {
    let receiver = try WebhookReceiver(local.url)

    #expect(receiver.addresses == local.addresses)
    #expect(receiver.port == local.port)
    #expect(receiver.authority == local.authority)
    #expect(receiver.target == local.target)
  }

  struct Refused: CustomTestStringConvertible {
    let url: String
    let obstacle: WebhookReceiver.Obstacle
    var testDescription: String { url }

    init(_ url: String, _ obstacle: WebhookReceiver.Obstacle) {
      (self.url, self.obstacle) = (url, obstacle)
    }
  }

  @Test(arguments: [
    Refused("https://127.0.0.1/", .notHTTP),
    Refused("ftp://127.0.0.1/", .notHTTP),
    Refused("127.0.0.1", .malformed),
    Refused("http://", .malformed),
    Refused("http://127.0.0.1:0/", .malformed),
    Refused("http://127.0.0.1:65536/", .malformed),
    Refused("http://127.0.0.1:a/", .malformed),
    Refused("http://127.0.0.1@192.0.2.1/", .malformed),
    Refused("http://[::1/", .malformed),
    Refused("http://[::1]8/", .malformed),
    Refused("http://www.example.com/", .notLoopback),
    Refused("http://localhost.example.com/", .notLoopback),
    Refused("http://192.0.2.1/", .notLoopback),
    Refused("http://0.0.0.0/", .notLoopback),
    Refused("http://127.1/", .notLoopback),
    Refused("http://[::2]/", .notLoopback),
    Refused("http://[::ffff:192.0.2.1]/", .notLoopback),
  ])
  func `another address is refused`(_ refused: Refused) {
    #expect(throws: refused.obstacle) { try WebhookReceiver(refused.url) }
  }
}
