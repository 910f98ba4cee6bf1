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
    Postgres asks with access(2), which sets it aside unless the secure bit is there.
    Source: capabilities(7), "Ambient" and "securebits"; access(2), "C library/kernel differences".
    """
    libc = ctypes.CDLL(None, use_errno=True) if sys.platform == 'linux' else None
    if libc:
        libc.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0)
        libc.prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP, 0, 0, 0)
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)
    if libc:
        mask = 1 << CAP_DAC_OVERRIDE
        header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
        sets = (ctypes.c_uint32 * 6)(mask, mask, mask, 0, 0, 0)
        is_lowered = libc.capset(header, sets) == 0
        if is_lowered:
            libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, 0, 0)
        else:  # the secure bit may have left us all of root's; without any there is nothing to keep
            libc.prctl(PR_SET_KEEPCAPS, 0, 0, 0, 0)
            sets = (ctypes.c_uint32 * 6)()
            if libc.capset(header, sets) != 0:
                sys.exit('The rights of root could not be given up; run Tradewind as another user.')


def check_way(program: str) -> None:
    """End with what to do, where the other user cannot reach the program as Postgres asks for it.

    Containers often withhold the right to set the secure bit, `CAP_SETPCAP`.
    """
    if not os.access(program, os.X_OK):
        sys.exit(
            'Postgres refuses to run as root, and other users cannot enter the folder of '
            f'{program}; move Tradewind to a folder that everybody may enter, such as /opt, '
            'or run it as another user.'
        )


def main() -> None:
    parent, death_signal, uid, gid = (int(word) for word in sys.argv[1:5])
    command = sys.argv[5:]
    if uid >= 0:
        lower(uid, gid)
        check_way(command[0])
    if sys.platform == 'linux':
        # after setuid, which would clear it again
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, death_signal, 0, 0, 0)
        if os.getppid() != parent:  # it died before we asked to be told
            sys.exit(1)
    os.execv(command[0], command)


if __name__ == '__main__':
    main()
