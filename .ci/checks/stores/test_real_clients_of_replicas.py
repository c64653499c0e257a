"""The real clients of code flow and refresh tokens, each of whose requests the next replica answers."""

from real_clients.conftest import server  # noqa: F401
from real_clients.test_code_flow import *  # noqa: F403
from real_clients.test_refresh_tokens import *  # noqa: F403
