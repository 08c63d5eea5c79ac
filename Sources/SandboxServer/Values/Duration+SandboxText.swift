extension Duration {
  /// Reads a whole number with its unit: `250ms`, `2s`, `10m`, `1h`.
  init?(sandboxText text: String) {
    let units: [(suffix: String, milliseconds: Int)] = [
      ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000),
    ]
    guard let unit = units.first(where: { text.hasSuffix($0.suffix) }),
      let count = Int(text.dropLast(unit.suffix.count)), (0...1_000_000_000).contains(count)
    else { return nil }
    self = .milliseconds(count * unit.milliseconds)
  }

  /// The form that `init(sandboxText:)` reads, in milliseconds or whole seconds.
  var sandboxText: String {
    let milliseconds = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    return milliseconds % 1000 == 0 ? "\(milliseconds / 1000)s" : "\(milliseconds)ms"
  }
}
