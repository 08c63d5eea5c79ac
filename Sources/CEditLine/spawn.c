/* For posix_spawn_file_actions_addclosefrom_np, which Swift does not see. */
#define _GNU_SOURCE

#include "CEditLine.h"

int cel_inherit_streams_only(posix_spawn_file_actions_t *actions) {
  return posix_spawn_file_actions_addclosefrom_np(actions, 3);
}
