import FoundationEssentials
import VideoSDKClient

/// `doctor`: looks at everything around a session, and changes nothing.
extension Interpreter {
  /// Everything that was found, good or bad.
  ///
  /// - Parameters:
  ///   - asksNetwork: whether the endpoint is asked, without credentials.
  ///   - known: what was found before there was a session.
  public func examine(
    _ session: Session, asksNetwork: Bool, known: [Finding] = []
  ) async -> Report {
    let now = services.now()
    var findings = known
    if let systemFacts = services.systemFacts {
      findings +=
        FileCheckup(
          systemFacts: systemFacts, files: services.files, redactor: services.redactor
        ).findings
      findings +=
        SettingCheckup(
          systemFacts: systemFacts, files: services.files, environment: services.environment,
          isOwnSandbox: session.target.kind == .sandbox
        ).findings
    }
    let identity = IdentityReport(session, now: now)
    findings += identity.findings
    let network = NetworkCheckup(services: services, session: session)
    findings.append(network.proxy)
    if asksNetwork {
      findings += await network.findings()
    } else {
      findings.append(
        Finding(
          "network", .note, "not asked", advice: "`vsdk doctor --network`, or `doctor network`"))
    }
    return Report(
      json: .object([
        "healthy": .bool(!findings.contains { $0.verdict == .bad }),
        "findings": .array(findings.map(\.json)),
        "identity": identity.report.json,
      ]),
      body: findings.flatMap { $0.lines.map { .line($0) } }
        + [.line(StyledText([])), identity.table.block])
  }
}

extension IdentityReport {
  /// Target, credentials and the token's time as `doctor` tells them.
  var findings: [Finding] {
    let target = session.target
    let place =
      target.kind == .sandbox ? "a sandbox in this process" : "\(target.label), \(target.origin)"
    var findings = [Finding("target", .good, "\(place) (\(target.reason))")]
    guard let resolved else {
      return findings + [
        Finding(
          "credentials", .bad, "there are none for \(target.origin)",
          advice: "set VIDEOSDK_TOKEN, or VIDEOSDK_API_KEY with VIDEOSDK_SECRET, or use --sandbox")
      ]
    }
    findings.append(Finding("credentials", .good, resolved.provenance))
    findings += resolved.notes.map {
      Finding(
        "credentials", .note, $0,
        advice: "put it right where it is kept: other programs send it as it is")
    }
    guard case .token(let token) = resolved.credentials else {
      return findings + [Finding("token", .good, "made as needed, and renewed in time")]
    }
    return findings + self.findings(of: token)
  }

  private func findings(of token: AccessToken) -> [Finding] {
    let advice = "take a new one: `token`, or `vsdk token mint`"
    guard let claims = try? token.inspect() else {
      return [Finding("token", .bad, "it is not a JSON Web Token", advice: advice)]
    }
    var findings = claims.problems(at: now).map {
      Finding("token", $0.certainty == .possible ? .note : .bad, $0.wording, advice: advice)
    }
    if let left = claims.timeLeft(at: now), left > .zero {
      let isShort = left <= TokenWatch.warning
      findings.append(
        Finding(
          "token", isShort ? .bad : .good, "ends in \(DurationText.short(left))",
          advice: isShort ? advice : nil))
    } else if claims.expiresAt == nil {
      findings.append(Finding("token", .note, "has no end"))
    }
    if let issued = claims.issuedAt, issued > now {
      let ahead = DurationText.short(Duration(boundedSeconds: issued.timeIntervalSince(now)))
      findings.append(
        Finding(
          "clock", .bad, "the token was made \(ahead) from now: this machine's clock is behind",
          advice: "set the clock; `--network` compares it with the service's"))
    }
    return findings
  }
}
