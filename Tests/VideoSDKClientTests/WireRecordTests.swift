import Testing

@testable import VideoSDKClient

/// Each optional field of each model that is read from answers: absent, null, empty, with a value, of a wrong type.
@Suite struct WireRecordTests {
  /// What a field holds.
  enum Kind {
    case text, number, integer, bool, date, texts, list, record, counts, json
    /// A list, or a record, of which an element or a field is demanded.
    case demanding(String)
  }

  /// How a field is written, and what its property then holds; nil for a failure at its place.
  struct Form: Sendable {
    let json: String?
    let presence: JSONPresence
    let read: String?
  }

  /// One field in one form.
  struct Case: Sendable, CustomTestStringConvertible {
    let model: Model
    let label: String
    let path: [String]
    let form: Form

    var testDescription: String {
      "\(model.name).\(path.joined(separator: ".")) \(form.json ?? "absent")"
    }
  }

  /// A model with all of its fields, by their properties.
  struct Model: Sendable {
    let name: String
    /// The members that it cannot do without.
    let needs: String
    let fields: [(label: String, path: String, kind: Kind)]
    let read: @Sendable (JSONFields) throws(ClientError) -> (any WireRecord)?

    init(
      _ name: String, needs: String = "", _ fields: [(label: String, path: String, kind: Kind)],
      _ read: @escaping @Sendable (JSONFields) throws(ClientError) -> (any WireRecord)?
    ) {
      self.name = name
      self.needs = needs
      self.fields = fields
      self.read = read
    }

    /// The properties that stand for no field of their own, or for one that is demanded.
    var demanded: Set<String> {
      switch name {
      case "Room": ["roomID", "json"]
      case "StartedMerge": ["merge", "json"]
      case "SessionStats": ["sessionID", "json"]
      case "ParticipantStats": ["sessionID", "participantID", "json"]
      case "Merge.Source": ["participant", "json"]
      case "RoomWebhook": ["endPoint", "json"]
      case "QualitySample": ["audio", "video", "json"]
      default: needs.isEmpty ? ["json"] : ["id", "json"]
      }
    }

    /// The record with one field in one form.
    func text(_ path: [String], _ json: String?) -> String {
      var member = json.map { "\"\(path[path.count - 1])\":\($0)" } ?? ""
      for name in path.dropLast().reversed() { member = "\"\(name)\":{\(member)}" }
      return "{\([needs, member].filter { !$0.isEmpty }.joined(separator: ","))}"
    }
  }

  static let cases: [Case] = models.flatMap { model in
    model.fields.flatMap { field in
      let isCounted = field.label == "counts"
      return forms(of: field.kind, isCounted: isCounted).map {
        Case(
          model: model, label: field.label, path: field.path.split(separator: ".").map(String.init),
          form: $0)
      }
    }
  }

  private static func forms(of kind: Kind, isCounted: Bool) -> [Form] {
    let nothing =
      switch kind {
      case .list, .texts: "[]"
      case .counts: "[:]"
      case .demanding(let place): place.hasPrefix("[") ? "[]" : "nil"
      default: isCounted ? "[:]" : "nil"
      }
    var forms = [Form(json: nil, presence: .absent, read: nothing)]
    if case .json = kind {
      forms.append(Form(json: "null", presence: .null, read: "null"))
    } else {
      forms.append(Form(json: "null", presence: .null, read: nothing))
    }
    func add(_ json: String, _ read: String?) {
      let isEmpty = ["\"\"", "[]", "{}"].contains(json)
      forms.append(Form(json: json, presence: isEmpty ? .empty : .present, read: read))
    }
    func refuse(_ wrong: String...) { for json in wrong { add(json, nil) } }
    switch kind {
    case .text:
      add(#""""#, "")
      add(#""a""#, "a")
      add("7", "7")
      refuse("true", "[]", "{}", "[1]", #"{"a":1}"#)
    case .number:
      add("2.5", "2.5")
      add("0", "0.0")
      refuse(#""""#, #""2.5""#, "true", "[]", "{}", "1e999")
    case .integer:
      add("0", isCounted ? "[720: 0]" : "0")
      add("9007199254740993", isCounted ? "[720: 9007199254740993]" : "9007199254740993")
      refuse(#""""#, #""7""#, "2.5", "true", "[]", "{}", "9223372036854775808")
    case .bool:
      add("false", "false")
      add("true", "true")
      refuse(#""""#, #""true""#, "0", "[]", "{}")
    case .date:
      add(#""""#, "")
      add(#""2026-01-02T10:00:00.000Z""#, "2026-01-02T10:00:00.000Z")
      add("0", "0")
      refuse("true", "[]", "{}")
    case .texts:
      add("[]", "[]")
      add(#"["a",""]"#, "[a, ]")
      refuse(#""""#, #""a""#, "{}", "0", "false", "[1]", "[null]")
    case .list:
      add("[]", "[]")
      add("[{}]", "1")
      refuse(#""""#, #""a""#, "{}", "0", "false", "[1]", "[null]")
    case .record:
      add("{}", "{}")
      refuse(#""""#, #""a""#, "[]", "0", "false", "[{}]")
    case .counts:
      add("{}", "[:]")
      add(#"{"360":2.5}"#, #"["360": 2.5]"#)
      refuse(#""""#, #""a""#, "[]", "0", "false", #"{"360":"2.5"}"#)
    case .json:
      add(#""""#, #""""#)
      add("[]", "[]")
      add("{}", "{}")
      add(#"{"a":[1,null]}"#, #"{"a":[1,null]}"#)
      add("false", "false")
    case .demanding(let place) where place.isEmpty:
      add("{}", "nil")
      add(#"{"endPoint":"https://h","events":null}"#, #"{"endPoint":"https://h","events":null}"#)
      refuse(#""""#, #""a""#, "[]", "0")
    case .demanding:
      add("[]", "[]")
      add(#"[{"participantId":"p"}]"#, "1")
      refuse(#""""#, "{}", "0", "[{}]", #"[{"participantId":null}]"#)
    }
    return forms
  }

  @Test(arguments: cases)
  func `is read and printed as it came`(_ one: Case) throws {
    let text = one.model.text(one.path, one.form.json)
    let fields = try JSONFields(JSONValue(parsing: Array(text.utf8)))

    guard let expected = one.form.read else {
      let error = #expect(throws: ClientError.self) { _ = try one.model.read(fields) }
      guard case .malformed(let place, _)? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(place.hasPrefix(one.path.joined(separator: ".")), "\(place)")
      return
    }
    let record = try #require(try one.model.read(fields))
    #expect(Self.drawn(one.label, of: record) == expected)
    #expect(record.json.presence(of: one.path[...]) == one.form.presence)
    #expect(String(decoding: record.json.encoded(), as: UTF8.self) == text)
  }

  @Test(arguments: models.map(\.name).indices)
  func `every property of a model is in the table`(_ index: Int) throws {
    let model = Self.models[index]
    let fields = try JSONFields(JSONValue(parsing: Array(model.text(["x"], nil).utf8)))
    let record = try #require(try model.read(fields))

    let properties = Set(Mirror(reflecting: record).children.compactMap(\.label))

    #expect(properties == model.demanded.union(model.fields.map(\.label)), "\(model.name)")
  }

  /// A property as the table has it: `nil`, its text, its JSON, or how many elements it has.
  private static func drawn(_ label: String, of record: any WireRecord) -> String {
    guard let child = Mirror(reflecting: record).children.first(where: { $0.label == label })
    else { return "no property" }
    var value = child.value
    if Mirror(reflecting: value).displayStyle == .optional {
      guard let some = Mirror(reflecting: value).children.first else { return "nil" }
      value = some.value
    }
    switch value {
    case let record as any WireRecord: return String(decoding: record.json.encoded(), as: UTF8.self)
    case let json as JSONValue: return String(decoding: json.encoded(), as: UTF8.self)
    case let records as [any WireRecord]: return records.isEmpty ? "[]" : "\(records.count)"
    case let ids as [ParticipantID]: return "\(ids.map(\.rawValue))".replacing("\"", with: "")
    case let texts as [String]: return "\(texts)".replacing("\"", with: "")
    case let counts as [String: Double]: return "\(counts)"
    default: return "\(value)"
    }
  }
}
