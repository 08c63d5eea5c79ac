import Crypto
import HTTPTypes
import NIOCore

extension SandboxStore.Snapshot {
  func json(origin: String) -> JSONValue {
    [
      "seed": .string(seed.rawValue),
      "deterministic": .bool(isDeterministic),
      "now": Envelope.time(state.clock.now),
      "processing": .string(settings.processing.sandboxText),
      "storage": .string(settings.storage.rawValue),
      "rooms": .array(state.rooms.map(\.state)),
      "sessions": .array(state.sessions.map(\.state)),
      "recordings": .array(
        state.recordings.newestFirst.map { $0.withState(origin: origin, now: state.clock.now) }),
      "merges": .array(state.merges.reversed().map { $0.json(origin: origin) }),
      "faults": .array(faults.map(\.json)),
    ]
  }
}

extension Room {
  /// The room as the control plane shows it.
  var state: JSONValue {
    [
      "roomId": .string(roomID),
      "customRoomId": .text(customRoomID),
      "id": .string(id),
      "disabled": .bool(isDisabled),
    ]
  }
}

extension RoomSession {
  /// The session as the control plane shows it.
  var state: JSONValue {
    [
      "id": .string(id),
      "roomId": .string(roomID),
      "status": .string(status),
      "start": Envelope.time(start),
      "end": Envelope.time(end),
      "participants": .array(participants.map(\.state)),
    ]
  }
}

extension Recording {
  /// The record as the control plane shows it.
  func withState(origin: String, now: Timestamp) -> JSONValue {
    let state: JSONValue = ["state": .string(state.rawValue)]
    return state.appending(json(origin: origin, now: now))
  }
}

extension Participant {
  /// The participant as the control plane shows it.
  var state: JSONValue {
    let tracks = TrackKind.allCases.filter { published[$0] != nil }
    return [
      "participantId": .string(participantID),
      "name": .string(name),
      "present": .bool(isPresent),
      "tracks": .array(tracks.map { .string($0.rawValue) }),
    ]
  }
}

extension Fault {
  /// The fault in the form in which it is asked for.
  var json: JSONValue {
    var effect: [JSONValue.Member] = []
    if let status { effect.append(.init(name: "status", value: .integer(status))) }
    if let retryAfterSeconds {
      effect.append(.init(name: "retryAfter", value: .integer(retryAfterSeconds)))
    }
    if let delay { effect.append(.init(name: "delay", value: .string(delay.sandboxText))) }
    if let drop { effect.append(.init(name: "drop", value: .string(drop.rawValue))) }
    if let body { effect.append(.init(name: "body", value: .string(body.rawValue))) }
    if let webhook { effect.append(.init(name: "webhook", value: .string(webhook.rawValue))) }
    if let justJoined {
      effect.append(.init(name: "justJoined", value: .string(justJoined.sandboxText)))
    }
    if let recording { effect.append(.init(name: "recording", value: .string(recording.rawValue))) }
    var match: [JSONValue.Member] = []
    if let operation {
      match.append(.init(name: "operation", value: .string(operation.rawValue)))
    }
    if let event { match.append(.init(name: "event", value: .string(event.text))) }
    return [
      "match": .object(match),
      "times": .integer(times),
      "fault": .object(effect),
    ]
  }
}

extension RequestLogEntry {
  var json: JSONValue {
    let target = (request.head.path ?? "/").split(
      separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    return [
      "time": Envelope.time(time),
      "operation": .text(request.operation?.rawValue),
      "method": .string(request.head.method.rawValue),
      "path": .string(String(target[0])),
      "query": .text(target.count > 1 ? String(target[1]) : nil),
      "headers": .object(headers),
      "status": request.fate.status.map { .integer($0) } ?? .null,
      "bodyBytes": .integer(request.bodyBytes),
      "body": .text(String(validating: request.bodyStart.readableBytesView, as: UTF8.self)),
    ]
  }

  /// The fields in the order in which they came; those of one name are joined, as HTTP allows.
  private var headers: [JSONValue.Member] {
    let fields = request.head.headerFields
    var names: [HTTPField.Name] = []
    for field in fields where !names.contains(field.name) { names.append(field.name) }
    let host = JSONValue.Member(name: "host", value: .text(request.head.authority))
    return [host]
      + names.map { name in
        let values = fields[values: name].map { name == .authorization ? digest($0) : $0 }
        return .init(name: name.canonicalName, value: .string(values.joined(separator: ", ")))
      }
  }

  /// Tells two tokens apart without showing either.
  private func digest(_ secret: String) -> String {
    let bytes = SHA256.hash(data: Array(secret.utf8))
    return "sha256:" + bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
