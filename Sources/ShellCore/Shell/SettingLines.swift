import CommandLanguage

/// Settings as `set` lines.
enum SettingLines {
  private static let keys = SettingKey.allCases.filter { $0.subject != .shell }

  /// What differs from the defaults, and matters to what is sent.
  ///
  /// - Parameter isListening: the webhook is then a port that will not be there again.
  static func changed(
    in settings: Settings, isListening: Bool
  ) -> [(key: SettingKey, text: String)] {
    keys.compactMap { key in
      guard settings.provenance(key) != .standard, let text = settings.text(key),
        key != .webhook || !isListening
      else { return nil }
      return (key, text)
    }
  }

  /// The same as runnable lines; with `isWhole`, a setting that is not set is put back to its default.
  static func lines(
    _ settings: Settings, isListening: Bool, isWhole: Bool
  ) -> [String] {
    let changed = changed(in: settings, isListening: isListening)
    let others = keys.filter { key in !changed.contains { $0.key == key } }
    return (isWhole ? others.map { "unset \($0.rawValue)" } : [])
      + changed.map { "set \($0.key.rawValue) \(Printer.print(Word.literal($0.text)))" }
  }
}
