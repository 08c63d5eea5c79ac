extension InvalidUTF8 {
  /// The mistake in words; without a place, because there is no text to show.
  public var diagnostic: Diagnostic {
    Diagnostic(
      code: "invalid-utf8",
      message: "\(Wording.quoted(name)) is not UTF-8 at line \(line), column \(column)",
      notes: ["byte \(byteOffset) of the file belongs to no character"],
      hints: ["save the file as UTF-8"])
  }
}
