/// One element of an EBML file as read back, with its content or the elements in it.
///
/// Knows nothing of the code that writes: identifiers are numbers from the specifications.
struct EBMLNode {
  enum Malformed: Error, Equatable {
    case badIdentifier(at: Int)
    case badSize(at: Int)
    case beyondParent(at: Int)
  }

  private static let masters: Set<Int> = [
    0x1A45_DFA3, 0x1853_8067, 0x114D_9B74, 0x4DBB, 0x1549_A966, 0x1654_AE6B, 0xAE, 0xE0, 0xE1,
    0x1C53_BB6B, 0xBB, 0xB7, 0x1F43_B675, 0xA0,
  ]

  let id: Int
  /// Where the identifier starts in the file.
  let start: Int
  /// Where the content starts in the file.
  let contentStart: Int
  let end: Int
  let content: [UInt8]
  let children: [EBMLNode]

  /// The elements that fill a part of the file to its last byte.
  static func nodes(of file: [UInt8], in range: Range<Int>) throws(Malformed) -> [EBMLNode] {
    var nodes: [EBMLNode] = []
    var offset = range.lowerBound
    while offset < range.upperBound {
      let node = try EBMLNode(file, at: offset, before: range.upperBound)
      nodes.append(node)
      offset = node.end
    }
    return nodes
  }

  private init(_ file: [UInt8], at start: Int, before limit: Int) throws(Malformed) {
    let idWidth = file[start].leadingZeroBitCount + 1
    guard idWidth <= 4, start + idWidth < limit else { throw .badIdentifier(at: start) }
    let sizeStart = start + idWidth
    let sizeWidth = file[sizeStart].leadingZeroBitCount + 1
    guard sizeWidth <= 8, sizeStart + sizeWidth <= limit else { throw .badSize(at: start) }
    let marked = Self.number(file[sizeStart..<sizeStart + sizeWidth])
    let size = marked & ((1 << (7 * sizeWidth)) - 1)
    guard size != (1 << (7 * sizeWidth)) - 1 else { throw .badSize(at: start) }

    self.start = start
    id = Self.number(file[start..<sizeStart])
    contentStart = sizeStart + sizeWidth
    end = contentStart + size
    guard end <= limit else { throw .beyondParent(at: start) }
    content = Array(file[contentStart..<end])
    children =
      Self.masters.contains(id) ? try Self.nodes(of: file, in: contentStart..<end) : []
  }

  /// The elements with an identifier directly inside this one.
  func all(_ id: Int) -> [EBMLNode] {
    children.filter { $0.id == id }
  }

  /// The element at the end of a path, the first of each identifier.
  func first(_ path: Int...) -> EBMLNode? {
    var node: EBMLNode? = self
    for id in path { node = node?.all(id).first }
    return node
  }

  var unsigned: Int { Self.number(content[...]) }

  var float: Double { Double(bitPattern: UInt64(unsigned)) }

  var text: String { String(decoding: content, as: UTF8.self) }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 << 8 | Int($1) }
  }
}
