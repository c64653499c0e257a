"""The code flow by requests_oauth2client, which checks ID tokens and answers more closely than most."""

import pytest
from requests_oauth2client import BearerToken, InvalidGrant, LoginRequired, OAuth2Client
from support.browser import Browser

from .ledger import CAROL, NATIVE, SPA, WEB, Client, Server

CLIENTS = pytest.mark.parametrize("client", [WEB, NATIVE, SPA], ids=["web", "native", "browser"])


def party(server: Server, client: Client) -> OAuth2Client:
    """Made from discovery; `testing` lets the double's plain http pass."""
    session = Browser().session
    keys = session.get(server.metadata["jwks_uri"], timeout=10).json()
    return OAuth2Client.from_discovery_document(
        server.metadata,
        issuer=server.issuer,
        client_id=client.id,
        client_secret=client.secret,
        redirect_uri=client.redirect_uri,
        authorization_server_jwks=keys,
        session=session,
        testing=True,
    )


def sign_in(server: Server, oauth: OAuth2Client, **options) -> BearerToken:
    request = oauth.authorization_request(scope=server.scope, **options)
    landing = Browser().sign_in(request.uri, CAROL.login, CAROL.password)
    # Checks issuer, audience, signature, nonce, acr, auth_time and at_hash of the ID token.
    return oauth.authorization_code(request.validate_callback(landing.location), validate=True)


@CLIENTS
def test_a_sign_in_gives_tokens_that_pass_all_checks(server: Server, client: Client) -> None:
    oauth = party(server, client)
    tokens = sign_in(server, oauth, max_age=60, acr_values="urn:okta:loa:1fa:any")
    assert tokens.id_token.sub == CAROL.id
    assert tokens.id_token.acr == "urn:okta:loa:1fa:any"
    assert tokens.expires_in == pytest.approx(server.lifetimes[client.id], abs=30)
    assert oauth.userinfo(tokens)["sub"] == CAROL.id


@CLIENTS
def test_a_refresh_gives_new_tokens(server: Server, client: Client) -> None:
    oauth = party(server, client)
    first = sign_in(server, oauth)
    second = oauth.refresh_token(first)
    assert second.access_token != first.access_token
    assert (second.refresh_token != first.refresh_token) == client.rotates


@CLIENTS
def test_introspection_and_revocation(server: Server, client: Client) -> None:
    oauth = party(server, client)
    tokens = sign_in(server, oauth)
    assert oauth.introspect_token(tokens)["active"] is True
    assert oauth.revoke_refresh_token(tokens) is True
    assert oauth.introspect_token(tokens) == {"active": False}
    with pytest.raises(InvalidGrant):
        oauth.refresh_token(tokens)


def test_a_refusal_comes_as_the_error_that_was_sent(server: Server) -> None:
    request = party(server, WEB).authorization_request(scope=server.scope, prompt="none")
    landing = Browser().open(request.uri)
    with pytest.raises(LoginRequired):
        request.validate_callback(landing.location)
