import CommandLanguage

extension Arguments {
  /// The pause between two looks: `every=DURATION`.
  ///
  /// - Parameters:
  ///   - shortest: any less would ask a service more often than serves anybody.
  ///   - remark: what else there is to say of one that is shorter.
  func pause(
    standard: Duration, shortest: Duration, remark: String = ""
  ) throws(Mistakes) -> Duration {
    guard let value = option("every") else { return standard }
    if let pause = value.duration, pause < shortest {
      throw Mistakes(
        Failure(
          .script, "short-pause", "`\(value.text)` is too short a pause", span: value.span,
          hints: [
            "the service is asked each time; the shortest is \(DurationLiteral.print(shortest))\(remark)"
          ]))
    }
    return value.duration ?? standard
  }
}
