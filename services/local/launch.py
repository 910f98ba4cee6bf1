"""Becomes a child of the stack: lowers its rights, ties its life to the parent's, then execs.

Serves both lines: Postgres and the gateway start through this script, so that neither outlives
the app, and so that Postgres, which refuses to run as root, works for root too.
Run as `python -I -S launch.py <parent pid> <death signal> <uid> <gid> <command…>`; uid -1 keeps.
"""

import ctypes
import os
import sys

PR_SET_PDEATHSIG, PR_SET_KEEPCAPS, PR_SET_SECUREBITS = 1, 8, 28
PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 47, 2
SECBIT_NO_SETUID_FIXUP = 1 << 2
CAP_DAC_OVERRIDE = 1
CAPABILITY_VERSION_3 = 0x20080522


def lower(uid: int, gid: int) -> None:
    """Become another user who may still open root's files.

    Paths may lie under folders that only root can enter, such as `/root`.
    Keeping the one capability to enter them spares us moving or opening what is root's.
    Source: capabilities(7), "Ambient".
    """
    libc = ctypes.CDLL(None, use_errno=True) if sys.platform == 'linux' else None
    if libc:
        libc.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0)
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)
    if libc:
        mask = 1 << CAP_DAC_OVERRIDE
        header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
        sets = (ctypes.c_uint32 * 6)(mask, mask, mask, 0, 0, 0)
        if libc.capset(header, sets) == 0:
            libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, 0, 0)


def main() -> None:
    parent, death_signal, uid, gid = (int(word) for word in sys.argv[1:5])
    command = sys.argv[5:]
    if uid >= 0:
        lower(uid, gid)
    if sys.platform == 'linux':
        # after setuid, which would clear it again
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, death_signal, 0, 0, 0)
        if os.getppid() != parent:  # it died before we asked to be told
            sys.exit(1)
    os.execv(command[0], command)


if __name__ == '__main__':
    main()
