import CommandLanguage
import VideoSDKClient

/// `rooms [page= per-page=]`.
struct RoomsCommand: Command {
  static let grammar = Grammar(
    verb: "rooms",
    summary: "list the account's rooms",
    options: [
      CommandOption("page", "N", "this page alone; default: all pages", .integer(1...1_000_000)),
      CommandOption("per-page", "N", "page size", .integer(1...1_000)),
    ],
    examples: ["rooms", "rooms page=1 per-page=50"])

  static let result = ResultSchema.list(of: .apiRoom)

  private let page: Int?
  private let perPage: Int?

  init(_ arguments: Arguments) throws(Mistakes) {
    page = arguments.option("page")?.integer
    perPage = arguments.option("per-page")?.integer
  }

  var onlyReads: Bool { true }

  func plan(in session: Session) throws(Mistakes) -> Action {
    .ask(
      PagesStep(
        ListRooms(page: page, perPage: perPage), subject: "rooms", isWhole: page == nil
      ) { CommandOutcome(reports: [RoomReport.list($0)]) })
  }
}
