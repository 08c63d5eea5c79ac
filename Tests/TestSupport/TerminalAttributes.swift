import Glibc

/// A terminal's settings: what `stty -a` shows.
public struct TerminalAttributes: Sendable, Equatable, CustomStringConvertible {
  /// `c_iflag`.
  public let inputFlags: UInt32
  /// `c_oflag`.
  public let outputFlags: UInt32
  /// `c_cflag`.
  public let controlFlags: UInt32
  /// `c_lflag`.
  public let localFlags: UInt32
  /// `c_cc`.
  public let characters: [UInt8]

  /// Nil when the descriptor is no terminal any more.
  init?(of descriptor: Int32) {
    var settings = termios()
    guard tcgetattr(descriptor, &settings) == 0 else { return nil }
    inputFlags = settings.c_iflag
    outputFlags = settings.c_oflag
    controlFlags = settings.c_cflag
    localFlags = settings.c_lflag
    characters = withUnsafeBytes(of: settings.c_cc) { Array($0) }
  }

  /// Whether the terminal shows what is typed.
  public var echoes: Bool { localFlags & UInt32(ECHO) != 0 }

  /// Whether it delivers whole lines.
  public var isCanonical: Bool { localFlags & UInt32(ICANON) != 0 }

  /// All of it on one line.
  public var description: String {
    "echo \(echoes), icanon \(isCanonical), iflag \(inputFlags), oflag \(outputFlags), "
      + "cflag \(controlFlags), lflag \(localFlags), cc \(characters)"
  }
}
