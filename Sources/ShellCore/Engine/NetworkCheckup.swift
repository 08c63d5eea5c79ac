import FoundationEssentials
import VideoSDKClient

/// The way to the endpoint: the proxy; and whether it answers, how fast, and what time it has, for which it is asked once,
/// without credentials.
struct NetworkCheckup {
  let services: Services
  let session: Session

  /// More than clocks differ that are kept right, and enough for a fresh token to be refused.
  private static let tolerance = 30.0

  /// Which proxy requests go through, and why; nothing is sent for it.
  var proxy: Finding {
    let origin = session.target.origin
    do throws(ProxyProblem) {
      switch try ProxySettings(environment: services.environment).route(to: origin) {
      case .direct: return Finding("proxy", .good, "none is set")
      case .loopback: return Finding("proxy", .good, "none: the target is this machine itself")
      case .excepted(let entry):
        return Finding("proxy", .good, "none: NO_PROXY names \(origin.host) (`\(entry)`)")
      case .proxied(let proxy, let variable):
        return Finding("proxy", .good, "\(proxy)\(variable.map { ", from \($0)" } ?? "")")
      }
    } catch {
      return Finding("proxy", .bad, error.wording, advice: error.advice)
    }
  }

  func findings() async -> [Finding] {
    let origin = session.target.origin
    let client = Client(
      origin: origin, credentials: nil, transport: services.transport,
      timeout: session.settings.timeout, clock: services.clock, now: services.now)
    let watch = Stopwatch(services.clock)
    do throws(ClientError) {
      let answer = try await services.transport.send(client.call(for: GetWebhookPublicKey()))
      let elapsed = watch.elapsed
      return [reached(origin, answer, after: elapsed), clock(answer, after: elapsed)]
    } catch {
      let failure = Failure.request(
        RequestFailure(subject: "", error: error), at: origin)
      return [
        Finding(
          "network", .bad, failure.message,
          advice: failure.hints.first ?? "check the address, the proxy and the firewall")
      ]
    }
  }

  private func reached(
    _ origin: Origin, _ answer: HTTPAnswer, after elapsed: Duration
  ) -> Finding {
    let text = "\(origin) answered with \(answer.status) in \(DurationText.short(elapsed))"
    guard answer.status == 200 else {
      return Finding(
        "network", .bad, text, advice: "is this the API? \(Origin.videoSDK) is the service's")
    }
    return Finding("network", .good, text)
  }

  private func clock(_ answer: HTTPAnswer, after elapsed: Duration) -> Finding {
    guard let theirs = answer.date else {
      return Finding("clock", .note, "the service tells no time to compare with")
    }
    // The field has whole seconds, and was written some time before it came.
    let way = Double(elapsed.components.seconds) + 1
    let difference = services.now().timeIntervalSince(theirs)
    guard difference < -Self.tolerance || difference > Self.tolerance + way else {
      return Finding(
        "clock", .good, "agrees with the service's to \(Int(rounding: Self.tolerance) ?? 0) s")
    }
    let amount = DurationText.short(Duration(boundedSeconds: abs(difference)))
    return Finding(
      "clock", .bad, "\(amount) \(difference > 0 ? "ahead of" : "behind") the service's",
      advice: "set this machine's clock: tokens are made and checked by it")
  }
}
