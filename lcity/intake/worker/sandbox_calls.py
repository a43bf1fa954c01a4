"""What a process may no longer ask of the kernel (seccomp, Linux): whatever leads out of it.

A list of what is refused, not of what is allowed: libraries and kernels differ in what they need, hardly in
what reaches another process, another file's owner, the network or a program.
"""

import ctypes
import errno
import os
import platform
import struct

# Call: its numbers on x86-64 and on ARM64, as in the kernel's tables; None where there is none such.
NETWORK = {
    "socket": (41, 198),
    "socketpair": (53, 199),
    "connect": (42, 203),
    "bind": (49, 200),
    "listen": (50, 201),
    "accept": (43, 202),
    "accept4": (288, 242),
    "sendto": (44, 206),
    "sendmsg": (46, 211),
    "sendmmsg": (307, 269),
    "recvfrom": (45, 207),
    "recvmsg": (47, 212),
    "recvmmsg": (299, 243),
    # It could do all of the above, and no filter sees what it is handed.
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
}
PROGRAMS = {"execve": (59, 221), "execveat": (322, 281), "fork": (57, None), "vfork": (58, None)}
PROCESSES = {
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424),
    "kcmp": (312, 272),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "shmget": (29, 194),
    "shmat": (30, 196),
    "msgget": (68, 186),
    "semget": (64, 190),
    "mq_open": (240, 180),
}
# Landlock minds what is opened, not these; links would lead whoever reads the answer elsewhere.
FILES = {
    "chmod": (90, None),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, None),
    "lchown": (94, None),
    "fchown": (93, 55),
    "fchownat": (260, 54),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "fsetxattr": (190, 7),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
    "fremovexattr": (199, 16),
    "setxattrat": (463, 463),
    "removexattrat": (466, 466),
    "file_setattr": (469, 469),
    "utime": (132, None),
    "utimes": (235, None),
    "futimesat": (261, None),
    "utimensat": (280, 88),
    "truncate": (76, 45),
    "symlink": (88, None),
    "symlinkat": (266, 36),
    "link": (86, None),
    "linkat": (265, 37),
    "mknod": (133, None),
    "mknodat": (259, 33),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "inotify_init": (253, None),
    "inotify_init1": (294, 26),
    "fanotify_init": (300, 262),
}
SYSTEM = {
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "unshare": (272, 97),
    "setns": (308, 268),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "reboot": (169, 142),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "acct": (163, 89),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "clock_adjtime": (305, 266),
    "adjtimex": (159, 171),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    "syslog": (103, 116),
    "quotactl": (179, 60),
    "iopl": (172, None),
    "ioperm": (173, None),
}
REFUSED = NETWORK | PROGRAMS | PROCESSES | FILES | SYSTEM
OF_ITSELF = {"kill": (62, 129), "tkill": (200, 130), "tgkill": (234, 131), "prlimit64": (302, 261)}
"""Calls that may be made of the process itself only; its first argument says of which."""

CLONE, CLONE3 = (56, 220), (435, 435)
CLONE_THREAD = 0x10000
MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
"""Machine → which of a call's numbers is its own, and how the kernel calls it (AUDIT_ARCH)."""
X32 = 0x40000000

LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER, MACHINE, FIRST_ARGUMENT = 0, 4, 16
"""Where in a call's description (struct seccomp_data) these stand."""
ALLOW, ERROR, KILL = 0x7FFF0000, 0x00050000, 0x80000000
PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, MODE_FILTER = 38, 22, 2


def refuse(libc: ctypes.CDLL) -> None:
    """Have the kernel refuse this process, and threads it begins, every call that leads out of it.

    It cannot be taken back. A call refused fails with EPERM.

    Parameters
    ----------
    libc
        The C library, opened with `use_errno`.

    Raises
    ------
    OSError
        The kernel has no filters, none may be set, or this machine's calls are not known here.
    """
    program = _program(os.getpid())
    content = ctypes.create_string_buffer(program, len(program))

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))

    filled = Program(len(program) // 8, ctypes.addressof(content))
    for call in (
        (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0),
        (PR_SET_SECCOMP, MODE_FILTER, ctypes.byref(filled), 0, 0),
    ):
        if libc.prctl(*call) != 0:
            raise OSError(ctypes.get_errno(), "no filter of calls can be set")


def _program(pid: int) -> bytes:
    """Return the filter in the kernel's own small language: load, compare, jump, return."""
    if platform.machine() not in MACHINES:
        raise OSError(errno.ENOSYS, f"calls of {platform.machine()} are not known")
    which, machine = MACHINES[platform.machine()]
    refused = (RETURN, 0, 0, ERROR | errno.EPERM)
    # Jumps: how many of the following steps to pass over where it holds, and where it does not.
    steps = [(LOAD, 0, 0, MACHINE), (EQUAL, 1, 0, machine), (RETURN, 0, 0, KILL), (LOAD, 0, 0, NUMBER)]
    if which == 0:
        steps += [(AT_LEAST, 0, 1, X32), refused]
    for numbers in REFUSED.values():
        if numbers[which] is not None:
            steps += [(EQUAL, 0, 1, numbers[which]), refused]
    # What clone3 is asked cannot be seen; told there is none, the C library takes clone.
    steps += [(EQUAL, 0, 1, CLONE3[which]), (RETURN, 0, 0, ERROR | errno.ENOSYS)]
    begun = [(LOAD, 0, 0, FIRST_ARGUMENT), (ANY_BIT, 1, 0, CLONE_THREAD), refused, (RETURN, 0, 0, ALLOW)]
    steps += [(EQUAL, 0, len(begun), CLONE[which]), *begun]
    for name, numbers in OF_ITSELF.items():
        also = [(EQUAL, 1, 0, 0)] if name == "prlimit64" else []
        own = [
            (LOAD, 0, 0, FIRST_ARGUMENT),
            *((code, len(also) + 1, no, k) for code, _, no, k in also),
            (EQUAL, 1, 0, pid),
            refused,
            (RETURN, 0, 0, ALLOW),
        ]
        steps += [(EQUAL, 0, len(own), numbers[which]), *own]
    steps.append((RETURN, 0, 0, ALLOW))
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
