// Linked into everything that scripts/races builds: what the thread sanitizer cannot see by itself.
//
// A `Mutex` that nobody holds is taken in code that is compiled, and instrumented, with its user. One that has to be
// waited for is taken in Swift's own library, which is not: without a word about it every lock that two threads wanted
// at once looks like none. These stand in front of the library's functions and say what they do.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>

#define SWIFT __attribute__((swiftcall))
#define HANDLE __attribute__((swift_context)) void *handle
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define TRY_LOCK "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

void __tsan_acquire(void *address);
void __tsan_release(void *address);

typedef SWIFT void (*lock_function)(uint32_t thread, HANDLE);
typedef SWIFT bool (*try_lock_function)(HANDLE);
typedef SWIFT void (*unlock_function)(HANDLE);

SWIFT void lock_slow(uint32_t thread, HANDLE) __asm__(LOCK);
SWIFT bool try_lock_slow(HANDLE) __asm__(TRY_LOCK);
SWIFT void unlock_slow(HANDLE) __asm__(UNLOCK);

SWIFT void lock_slow(uint32_t thread, HANDLE) {
  ((lock_function)dlsym(RTLD_NEXT, LOCK))(thread, handle);
  __tsan_acquire(handle);
}

SWIFT bool try_lock_slow(HANDLE) {
  bool is_taken = ((try_lock_function)dlsym(RTLD_NEXT, TRY_LOCK))(handle);
  if (is_taken) __tsan_acquire(handle);
  return is_taken;
}

SWIFT void unlock_slow(HANDLE) {
  __tsan_release(handle);
  ((unlock_function)dlsym(RTLD_NEXT, UNLOCK))(handle);
}

// Of the tests and of the programs that they start alike; TSAN_OPTIONS comes after it.
const char *__tsan_default_options(void) { return "exitcode=66"; }
