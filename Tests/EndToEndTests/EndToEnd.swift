import Testing

/// Everything that spawns the program.
///
/// One after the other, so that no process waits for a core long enough for an answer to be called slow.
@Suite(.serialized, .timeLimit(.minutes(2)))
enum EndToEnd {}
