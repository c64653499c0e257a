"""Authorization code with PKCE by Authlib, and the verdict of Okta's own verifier on what comes out."""

import asyncio

from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from okta_jwt_verifier import AccessTokenVerifier, IDTokenVerifier
from support.browser import Browser
from support.okta_verifier import over_plain_http

from .ledger import Client, Person, Server

NONCE = "n-0S6_WzA2Mj"
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"


def session(server: Server, client: Client) -> OAuth2Session:
    method = "client_secret_basic" if client.secret else "none"
    made = OAuth2Session(
        client.id,
        client.secret,
        scope=server.scope,
        redirect_uri=client.redirect_uri,
        token_endpoint=server.metadata["token_endpoint"],
        token_endpoint_auth_method=method,
        revocation_endpoint_auth_method=method,
        code_challenge_method="S256",
    )
    made.trust_env = False
    return made


def authorization_url(server: Server, session: OAuth2Session) -> str:
    endpoint = server.metadata["authorization_endpoint"]
    url, _ = session.create_authorization_url(endpoint, nonce=NONCE, code_verifier=VERIFIER)
    return url


def sign_in(server: Server, session: OAuth2Session, person: Person, browser: Browser) -> dict:
    """The tokens of a person who has just filled in the sign-in page."""
    landing = browser.sign_in(authorization_url(server, session), person.login, person.password)
    assert landing.response.status_code in (302, 303), landing.response.text
    assert landing.location.startswith(session.redirect_uri), landing.location
    return dict(session.fetch_token(authorization_response=landing.location, code_verifier=VERIFIER))


def refresh(session: OAuth2Session, refresh_token: str) -> dict:
    return dict(session.refresh_token(refresh_token=refresh_token))


def refusal(session: OAuth2Session, refresh_token: str) -> OAuthError | None:
    """The error that answers a refresh, or None where it succeeds."""
    try:
        refresh(session, refresh_token)
    except OAuthError as error:
        return error
    return None


def verify_access_token(server: Server, token: str) -> None:
    asyncio.run(over_plain_http(AccessTokenVerifier, server.issuer, audience=server.audience).verify(token))


def verify_id_token(server: Server, client: Client, token: str, nonce: str | None) -> None:
    asyncio.run(over_plain_http(IDTokenVerifier, server.issuer, client_id=client.id).verify(token, nonce=nonce))
