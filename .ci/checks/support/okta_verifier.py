"""Okta's own verifier of tokens, talked out of its demand for https."""

from functools import partialmethod
from unittest.mock import patch

from okta_jwt_verifier.config_validator import ConfigValidator


def over_plain_http(kind: type, issuer: str, **options: str):
    """A verifier of an http issuer. The library's own check has the switch for it, but no constructor passes it on."""
    unencrypted = partialmethod(ConfigValidator.validate_issuer, https_check=False)
    with patch.object(ConfigValidator, "validate_issuer", unencrypted):
        return kind(issuer=issuer, **options)
