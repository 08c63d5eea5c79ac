import Glibc

/// The path of an executable that was built with the tests: it lies next to the test runner.
///
/// The test target must depend on the executable, or it may be missing or old.
public func builtProduct(_ name: String) -> String {
  var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
  let count = readlink("/proc/self/exe", &buffer, buffer.count)
  let path = String(decoding: buffer[..<max(count, 0)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  guard let slash = path.lastIndex(of: "/") else { return name }
  return String(path[...slash]) + name
}
