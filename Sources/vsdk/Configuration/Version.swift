/// What `--version` says.
enum Version {
  static let text = "vsdk 0.1.0"
}
