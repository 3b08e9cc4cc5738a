"""The memory a reading process may take: by ``setrlimit`` on Linux, by a job object on Windows."""

from __future__ import annotations

import ctypes
import sys
from typing import Any, Final

_PROCESS_MEMORY: Final = 0x100
_DIE_WITHOUT_A_DIALOG: Final = 0x400
_EXTENDED_LIMITS: Final = 9
_SIZE, _COUNT = ctypes.c_size_t, ctypes.c_uint64


class _Basic(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", _SIZE),
        ("most_working_set", _SIZE),
        ("processes", ctypes.c_uint32),
        ("affinity", _SIZE),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class Limits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("basic", _Basic),
        ("io", _COUNT * 6),
        ("process_memory", _SIZE),
        ("job_memory", _SIZE),
        ("peak_process_memory", _SIZE),
        ("peak_job_memory", _SIZE),
    )


def bound_memory(size: int) -> bool:
    """Lets this process take at most ``size`` bytes; False where the system refuses or offers no bound."""
    if sys.platform == "win32":
        return bound_by_job(ctypes.WinDLL("kernel32", use_last_error=True), size)
    try:
        import resource
    except ImportError:
        return False
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return True


def bound_by_job(kernel: Any, size: int) -> bool:
    """Puts this process into a job of its own with a limit; ``kernel`` is kernel32 or what stands for it.

    The handle stays open until the process ends: the limit lives as long as the job.
    """
    for name in ("CreateJobObjectW", "GetCurrentProcess"):
        getattr(kernel, name).restype = ctypes.c_void_p
    job = kernel.CreateJobObjectW(None, None)
    if not job:
        return False
    limits = Limits()
    limits.basic.flags = _PROCESS_MEMORY | _DIE_WITHOUT_A_DIALOG
    limits.process_memory = size
    handle = ctypes.c_void_p(job)
    put = kernel.SetInformationJobObject(
        handle, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)
    )
    return bool(put and kernel.AssignProcessToJobObject(handle, ctypes.c_void_p(kernel.GetCurrentProcess())))
