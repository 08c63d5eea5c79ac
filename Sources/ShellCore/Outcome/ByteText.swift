/// Sizes of files as people read them.
enum ByteText {
  /// How much of a file is there, such as `1.2 of 3.4 MB`; the unit is the whole's.
  static func part(_ bytes: Int, of total: Int) -> String {
    let unit: (bytes: Int, name: String) =
      switch total {
      case ..<1_000: (1, "bytes")
      case ..<1_000_000: (1_000, "kB")
      case ..<1_000_000_000: (1_000_000, "MB")
      default: (1_000_000_000, "GB")
      }
    return "\(number(bytes, unit.bytes)) of \(number(total, unit.bytes)) \(unit.name)"
  }

  /// With one decimal, cut and not rounded: what is not all there must not look like it.
  private static func number(_ bytes: Int, _ unit: Int) -> String {
    guard unit > 1 else { return "\(bytes)" }
    return "\(bytes / unit).\(bytes % unit / (unit / 10))"
  }
}
