"""A port for a program that cannot choose a free one itself."""

import random
import socket
from contextlib import closing
from pathlib import Path


def free_port() -> int:
    """A port below those that the kernel hands out by itself, so that no other program is given it in between."""
    lowest, _ = map(int, Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split())
    for port in random.sample(range(max(lowest - 8000, 2000), lowest), 100):
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise AssertionError("a hundred ports in a row were taken")
