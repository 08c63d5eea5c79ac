import CommandLanguage
import VideoSDKClient

/// `rooms [page= per-page= layout= to=]`.
struct RoomsCommand: ListCommand {
  static let grammar = Grammar(
    verb: "rooms",
    summary: "list the account's rooms",
    options: [
      CommandOption("page", "N", "this page alone; default: all pages", .integer(1...1_000_000)),
      CommandOption("per-page", "N", "page size", .integer(1...1_000)),
    ] + ListOptions.grammar,
    examples: ["rooms", "rooms page=1 per-page=50", "rooms to=rooms.csv"],
    details: ListOptions.details)

  static let result = ResultSchema.answer(of: .apiRoom)

  private let page: Int?
  private let perPage: Int?
  let list: ListOptions

  init(_ arguments: Arguments) throws(Mistakes) {
    page = arguments.option("page")?.integer
    perPage = arguments.option("per-page")?.integer
    list = try ListOptions(arguments)
  }

  func plan(in session: Session) throws(Mistakes) -> Action {
    .ask(
      PagesStep(
        ListRooms(page: page, perPage: perPage), subject: "rooms", isWhole: page == nil
      ) { [list] in list.outcome(RoomReport.list($0)) })
  }
}
