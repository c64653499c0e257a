"""Signs in as gimme-aws-creds does in an Identity Engine org, and prints what it has got: python device.py URL CLIENT."""

import json
import sys

from gimme_aws_creds.okta_identity_engine import OktaIdentityEngine
from gimme_aws_creds.ui import CLIUserInterface

url, client_id = sys.argv[1:]
client = OktaIdentityEngine(CLIUserInterface(argv=["gimme-aws-creds"]), url, client_id)
print(json.dumps(client.auth_session(open_browser=False)))
