import Synchronization

/// Held while descriptors are made and marked as not inherited, and while a process is started.
///
/// Tests run at the same time: without it a process would inherit another test's pipe and keep it
/// open.
enum DescriptorLock {
  static let shared = Mutex(())
}
