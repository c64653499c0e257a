"""Proof Key for Code Exchange, the S256 way (RFC 7636 §4)."""

import base64
import hashlib
import secrets


def verifier_and_challenge() -> tuple[str, str]:
    verifier = secrets.token_urlsafe(32)
    digest = hashlib.sha256(verifier.encode()).digest()
    return verifier, base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
