import CEditLine

/// Whoever decides what the keys do that the shell adds to libedit's.
protocol EditorKeys: AnyObject {
  /// The next character; nil ends the read.
  func nextKey() -> UInt32?
  func run(_ command: cel_command) -> cel_action
}

/// One libedit editor: owns the C object and turns its callbacks into method calls.
///
/// libedit edits: it has the keys, the line and the cursor, the kill ring, `~/.editrc` and the terminal's modes. It draws
/// nothing. The C side holds this object's address without owning it. That is sound because the editor is closed in
/// `deinit`, and because the callbacks come only from within `read`, on the thread that called it.
final class EditorBridge {
  /// The line being edited, up to the cursor and after it.
  struct Line: Equatable {
    var before: String
    let after: String

    var text: String { before + after }
  }

  /// How the line stands, without its text.
  struct Place {
    private let place: cel_place

    init(_ place: cel_place = cel_place()) { self.place = place }

    /// Whether nothing has happened since another place but that one character was added before the cursor.
    func follows(_ other: Place, typing scalar: Unicode.Scalar) -> Bool {
      place.previous == scalar.value && place.next == other.place.next
        && place.cursor == other.place.cursor + 1 && place.length == other.place.length + 1
    }
  }

  weak var keys: (any EditorKeys)?
  private(set) var isVi = false
  /// Of the person's.
  private(set) var sequences = SequenceBindings()
  private var editor: OpaquePointer?

  /// Opens an editor on a terminal; nil when libedit cannot.
  init?(input: Int32, output: Int32, historySize: Int) {
    let callbacks = cel_callbacks(
      context: Unmanaged.passUnretained(self).toOpaque(),
      read_key: { context, key in
        guard let context, let key else { return -1 }
        let bridge = Unmanaged<EditorBridge>.fromOpaque(context).takeUnretainedValue()
        guard let next = bridge.keys?.nextKey() else { return 0 }
        key.pointee = next
        return 1
      },
      run: { context, command in
        guard let context else { return .goOn }
        let bridge = Unmanaged<EditorBridge>.fromOpaque(context).takeUnretainedValue()
        return bridge.keys?.run(command) ?? cel_action.goOn
      })
    editor = cel_open(input, output, Int32(clamping: historySize), callbacks)
    if editor == nil { return nil }
    bindKeys()
  }

  deinit { cel_close(editor) }

  /// Has the terminal deliver each key by itself.
  func prepare() { cel_prepare(editor) }

  /// Reads until a key ends the line; nil when that was one of ours.
  func read() -> String? {
    guard let text = cel_read(editor) else { return nil }
    let line = String(cString: text)
    return line.hasSuffix("\n") ? String(line.dropLast()) : line
  }

  var line: Line {
    let state = cel_line(editor)
    guard let text = state.text else { return Line(before: "", after: "") }
    return text.withMemoryRebound(to: UInt8.self, capacity: Int(state.length)) { start in
      let bytes = UnsafeBufferPointer(start: start, count: Int(state.length))
      return Line(
        before: String(decoding: bytes[..<Int(state.cursor)], as: UTF8.self),
        after: String(decoding: bytes[Int(state.cursor)...], as: UTF8.self))
    }
  }

  var place: Place { Place(cel_where(editor)) }

  /// Puts a line in the place of the whole one.
  func replaceLine(with line: Line) {
    _ = cel_replace(editor, line.text)
    moveCursor(scalars: -line.after.unicodeScalars.count)
  }

  /// Returns whether there was room.
  @discardableResult
  func insert(_ text: String) -> Bool { text.isEmpty || cel_insert(editor, text) == 0 }

  func deleteBeforeCursor(scalars: Int) { cel_delete_before(editor, Int32(clamping: scalars)) }

  func moveCursor(scalars: Int) {
    if scalars != 0 { cel_move(editor, Int32(clamping: scalars)) }
  }

  /// Gives the terminal back as it was before the read, or takes it again.
  func takeTerminal(_ take: Bool) { cel_take_terminal(editor, take ? 1 : 0) }

  func remember(_ entry: String) { cel_remember(editor, entry) }

  /// Takes every entry out of the history in memory.
  func forget() { cel_forget(editor) }

  private func bindKeys() {
    for binding in KeyBinding.preferences(isVi: false) { bind(binding) }
    cel_read_editrc(editor)
    isVi = cel_is_vi(editor) != 0
    // Choosing the vi keys in ~/.editrc forgets every binding made before.
    if isVi {
      for binding in KeyBinding.preferences(isVi: true) { bind(binding) }
    }
    for binding in KeyBinding.necessities(isVi: isVi) { bind(binding) }
    bindSequences()
  }

  private func bindSequences() {
    guard Self.hasEditrc else { return }
    sequences = SequenceBindings(
      before: Self.listBindings(readsEditrc: false), behind: Self.listBindings(readsEditrc: true))
    // To libedit Escape now begins those sequences, and would take the key behind it for one; in vi it ends the insertion.
    if isVi, !sequences.sequences.isEmpty, !sequences.bindsBehindEscape {
      bind("\\033", .command("vi-command-mode"))
    }
    for (key, deed) in sequences.named { bind(key.notation, deed) }
    for place in sequences.sequences.indices {
      bind(SequenceBindings.notation(at: place), sequences.sequences[place].deed)
    }
  }

  /// Whether there is a file of the person's; to list all bindings twice is a tenth of a start.
  private static var hasEditrc: Bool {
    func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
    guard let path = variable("EDITRC") ?? variable("HOME").map({ $0 + "/.editrc" }) else {
      return false
    }
    return access(path, R_OK) == 0
  }

  private static func listBindings(readsEditrc: Bool) -> String {
    guard let text = cel_list_bindings(readsEditrc ? 1 : 0) else { return "" }
    defer { free(text) }
    return String(cString: text)
  }

  private func bind(_ key: String, _ deed: SequenceBindings.Deed) {
    for alternate in [0, 1] as [Int32] {
      switch deed {
      case .command(let command): cel_bind(editor, key, command, alternate)
      case .text(let text): cel_bind_text(editor, key, text, alternate)
      }
    }
  }

  private func bind(_ binding: KeyBinding) {
    if binding.modes != .commanding { cel_bind(editor, binding.key, binding.command, 0) }
    if binding.modes != .inserting { cel_bind(editor, binding.key, binding.command, 1) }
  }
}
