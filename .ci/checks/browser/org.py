"""The org of these checks: people in every state, an app of every kind, one origin that is trusted."""

from support.app import App
from support.chromium import Chromium
from support.pkce import verifier_and_challenge

ALICE = ("alice@example.com", "Alice-pw-1")
# A name that is markup wherever it is not escaped.
LABEL = "Orders & <b>Co</b>"
NATIVE_CALLBACK = "com.example.orders:/callback"
# Parameters of a request by an app without a secret; the verifier belongs to the check that redeems the code.
VERIFIER, CHALLENGE = verifier_and_challenge()
PKCE = {"code_challenge": CHALLENGE, "code_challenge_method": "S256"}


def org(app: App) -> dict:
    return {
        "users": [
            person(*ALICE, groups=["Admins"]),
            person("bob@example.com", "Bob-pw-1"),
            person("mia@example.com", "Mia-pw-1", factors=[{"factorType": "email"}]),
            person(
                "pat@example.com", "Pat-pw-1",
                factors=[
                    {"factorType": "push"}, {"factorType": "question", "profile": {"question": "disliked_food", "answer": "Ham!"}},
                ],
            ),
            person("locked@example.com", "Locked-pw-1", status="LOCKED_OUT"),
            person("expired@example.com", "Expired-pw-1", status="PASSWORD_EXPIRED"),
            person("suspended@example.com", "Suspended-pw-1", status="SUSPENDED"),
        ],
        "groups": [{"profile": {"name": "Admins"}}],
        "apps": [
            client("orders", app, label=LABEL),
            client("asking", app, label="Asking app", consent_method="REQUIRED"),
            client("spa", app, label="Single page", application_type="browser", token_endpoint_auth_method="none"),
            {
                "client_id": "phone", "label": "Phone app", "application_type": "native",
                "token_endpoint_auth_method": "none", "redirect_uris": [NATIVE_CALLBACK],
                "grant_types": ["authorization_code", "refresh_token"],
            },
            {
                "client_id": "tv", "label": "TV app", "application_type": "native",
                "token_endpoint_auth_method": "none", "grant_types": ["urn:ietf:params:oauth:grant-type:device_code"],
            },
            client(
                "staying", app, label="Staying app",
                _links={"accessPolicy": {"href": "https://org.example/api/v1/policies/rststay"}},
            ),
            client("bank", app, label="Bank") | {"grant_types": ["urn:openid:params:grant-type:ciba"]},
        ],
        "policies": [{
            "type": "PROFILE_ENROLLMENT", "name": "Registration", "rules": [{"name": "all", "actions": {
                "profileEnrollment": {"access": "ALLOW", "unknownUserAction": "REGISTER"}}}],
        }, {
            "type": "ACCESS_POLICY", "id": "rststay", "name": "Staying", "rules": [{"name": "all", "actions": {
                "appSignOn": {"access": "ALLOW", "keepMeSignedIn": {"postAuth": "ALLOWED"}}}}],
        }],
        "authorizationServers": [{
            "name": "default",
            "scopes": [
                {"name": "orders:read", "displayName": "Read your orders", "description": "What you ordered & when",
                 "consent": "REQUIRED"},
                {"name": "orders:write", "consent": "REQUIRED", "description": ""},
            ],
        }],
        "trustedOrigins": [{
            "name": "App", "origin": app.origin,
            "scopes": [{"type": "CORS"}, {"type": "REDIRECT"}, {"type": "IFRAME_EMBED"}],
        }],
    }  # fmt: skip


def person(login: str, password: str, **more: object) -> dict:
    return {"profile": {"login": login, "email": login}, "credentials": {"password": {"value": password}}, **more}


def client(name: str, app: App, **more: object) -> dict:
    return {
        "client_id": name, "client_secret": f"{name}-secret", "redirect_uris": [app.callback],
        "post_logout_redirect_uris": [f"{app.origin}/goodbye"],
        "grant_types": ["authorization_code", "refresh_token", "implicit"],
        "response_types": ["code", "id_token", "token"], **more,
    }  # fmt: skip


def sign_in(chromium: Chromium, login: str, password: str) -> None:
    """Fills in the form as a person does, and sends it by the Return key."""
    chromium.fill("#okta-signin-username", login)
    chromium.fill("#okta-signin-password", password)
    chromium.find("#okta-signin-password").submit()
