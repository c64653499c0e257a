"""Signs in as okta-awscli does, and prints the id of the session: python awscli.py LOGIN PASSWORD CODE."""

import logging
import sys

from oktaawscli.okta_auth import OktaAuth
from oktaawscli.okta_auth_config import OktaAuthConfig

login, password, code = sys.argv[1:]
logger = logging.getLogger()
auth = OktaAuth("default", False, logger, code, OktaAuthConfig(logger), login, password)
print(auth.get_session(auth.primary_auth()))
