import VideoSDKClient

/// The answer of `set` alone: every key with its value and where it came from.
enum SettingsReport {
  static func all(_ session: Session) -> Report {
    let rows = SettingKey.allCases.map { row($0, session) }
    return Report(
      json: .object(
        rows.map { row in
          .init(
            name: row.key.rawValue,
            value: .object(["value": .orNull(row.text), "from": .string(row.from)]))
        }),
      body: [
        .table(
          header: ["key", "value", "from"],
          rows: rows.map { row in
            [
              StyledText(row.key.rawValue, .code),
              StyledText([row.text.map { .init($0) } ?? .init("-", .muted)]),
              StyledText(row.from, .muted),
            ]
          }, turns: ["from": 1])
      ])
  }

  private static func row(
    _ key: SettingKey, _ session: Session
  ) -> (key: SettingKey, text: String?, from: String) {
    switch key {
    case .endpoint:
      return (key, session.target.origin.description, session.target.reason)
    case .token, .apiSecret:
      let provenance = session.credentials.provenance(key)
      let resolved = session.credentials.resolve(for: session.target.origin)
      if let provenance { return (key, "(set)", provenance.description) }
      if key == .token, let resolved {
        return (key, resolved.isMinted ? "(minted)" : "(set)", resolved.provenance)
      }
      return (key, nil, Provenance.standard.description)
    default:
      return (key, session.settings.text(key), session.settings.provenance(key).description)
    }
  }
}
