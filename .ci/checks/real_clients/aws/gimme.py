"""Signs in as gimme-aws-creds does, and prints what it has got: python gimme.py URL LOGIN PASSWORD FACTOR CODE."""

import json
import sys

from gimme_aws_creds.okta_classic import OktaClassicClient
from gimme_aws_creds.ui import CLIUserInterface

url, login, password, factor, code = sys.argv[1:]
client = OktaClassicClient(CLIUserInterface(argv=["gimme-aws-creds"]), url, use_keyring=False)
client.set_username(login)
client.set_password(password)
client.set_preferred_mfa_type(factor)
client.set_mfa_code(code)
print(json.dumps(client.auth_session(redirect_uri=f"{url}/")))
