#!/bin/sh
# Replays one script many times side by side with GNU parallel (apt-get install parallel), each run with a number of its own:
#
#   scripts/examples/parallel.sh SCRIPT SHARES [OPTION OF PARALLEL…]
#   scripts/examples/parallel.sh scripts/examples/share.vsdk 8
#   scripts/examples/parallel.sh share.vsdk 8 --sshlogin one,two,:     on the machines one and two, too
#
# The script takes its number, from 0 on, as the parameter `share`. The output of a run comes in one block, in the order
# of the numbers; `--joblog FILE` keeps how long each took and how it ended. Ends with the number of runs that failed.
set -eu
[ $# -ge 2 ] || {
  sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0" >&2
  exit 255
}
script=$1
shares=$2
shift 2
seq 0 $((shares - 1)) | parallel --keep-order "$@" "${VSDK:-vsdk}" run "$script" share={}
