"""Every page that a person may see, and how one gets there."""

import time
from collections.abc import Callable

import requests
from support.app import App
from support.chromium import Chromium

from .conftest import Okta
from .org import ALICE, PKCE, sign_in

Visit = Callable[[Chromium, Okta, App], None]


def home(chromium: Chromium, okta: Okta, app: App) -> None:
    chromium.open(f"{okta.url}/")


def sign_in_page(chromium: Chromium, okta: Okta, app: App) -> None:
    chromium.open(okta.authorize("orders", app.callback))


def login_hint(chromium: Chromium, okta: Okta, app: App) -> None:
    chromium.open(okta.authorize("orders", app.callback, login_hint=ALICE[0]))


def wrong_password(chromium: Chromium, okta: Okta, app: App) -> None:
    sign_in_page(chromium, okta, app)
    sign_in(chromium, ALICE[0], "wrong")
    chromium.find("[role=alert]")


def persona(login: str) -> Visit:
    def visit(chromium: Chromium, okta: Okta, app: App) -> None:
        sign_in_page(chromium, okta, app)
        chromium.press("button", login)
        chromium.find("[role=alert]")

    return visit


def expired_password(chromium: Chromium, okta: Okta, app: App) -> None:
    sign_in_page(chromium, okta, app)
    chromium.press("button", "expired@example.com")
    chromium.find("#okta-new-password")


def sign_up(chromium: Chromium, okta: Okta, app: App) -> None:
    sign_in_page(chromium, okta, app)
    chromium.press("button", "Sign up")
    for name, value in (("firstName", "Nia"), ("lastName", "New"), ("email", "alice@example.com")):
        chromium.fill(f"#profile-{name}", value)
    chromium.press("button", "Sign Up")
    chromium.find("[role=alert]")


def optional_factors(chromium: Chromium, okta: Okta, app: App) -> None:
    sign_up(chromium, okta, app)
    for name, value in (("firstName", "Nia"), ("lastName", "New"), ("email", f"nia{time.time_ns()}@example.com")):
        chromium.fill(f"#profile-{name}", value)
    chromium.press("button", "Sign Up")
    chromium.fill("#okta-new-password", "Good-pw-123")
    chromium.fill("#okta-confirm-password", "Good-pw-123")
    chromium.press("button", "Next")
    chromium.find("button[value=skip]")


def factor(chromium: Chromium, okta: Okta, app: App) -> None:
    sign_in_page(chromium, okta, app)
    sign_in(chromium, "mia@example.com", "Mia-pw-1")
    chromium.press("button", "Email")
    chromium.find("button[value=poll]")


def factor_choice(chromium: Chromium, okta: Okta, app: App) -> None:
    sign_in_page(chromium, okta, app)
    sign_in(chromium, "pat@example.com", "Pat-pw-1")
    chromium.find("button[name='authenticator.id']")


def push(chromium: Chromium, okta: Okta, app: App) -> None:
    factor_choice(chromium, okta, app)
    chromium.press("button", "Okta Verify")
    chromium.find("button[value=reject]")


def wrong_answer(chromium: Chromium, okta: Okta, app: App) -> None:
    factor_choice(chromium, okta, app)
    chromium.press("button", "Security Question")
    chromium.fill("#okta-code", "cheese")
    chromium.find("#okta-code").submit()
    chromium.find("[role=alert]")


def authenticator_app(chromium: Chromium, okta: Okta, app: App) -> None:
    chromium.open(okta.authorize("orders", app.callback, acr_values="urn:okta:loa:2fa:any"))
    sign_in(chromium, *ALICE)
    chromium.click("button[value='enroll token:software:totp']")
    chromium.find("svg")


def recovery(chromium: Chromium, okta: Okta, app: App) -> None:
    sign_in_page(chromium, okta, app)
    chromium.press("button", "Forgot password?")
    chromium.find("button[value=identify]")


def unlocked(chromium: Chromium, okta: Okta, app: App) -> None:
    sign_in_page(chromium, okta, app)
    chromium.press("button", "Unlock account?")
    chromium.fill("#okta-signin-username", "locked@example.com")
    chromium.press("button", "Next")
    chromium.press("button", "Email")
    chromium.press("button", "Enter ")
    chromium.find("button[value=restart]")


def keep_me_signed_in(chromium: Chromium, okta: Okta, app: App) -> None:
    chromium.open(okta.authorize("staying", app.callback))
    sign_in(chromium, *ALICE)
    chromium.find("button[value=stay]")


def link(okta: Okta) -> str:
    messages = requests.get(f"{okta.url}/_mock/messages", timeout=10).json()["messages"]
    return messages[-1]["link"]


def email_link(chromium: Chromium, okta: Okta, app: App) -> None:
    factor(chromium, okta, app)
    chromium.open(link(okta))


def reset_password(chromium: Chromium, okta: Okta, app: App) -> None:
    body = {"username": ALICE[0], "factorType": "EMAIL"}
    requests.post(f"{okta.url}/api/v1/authn/recovery/password", json=body, timeout=10).raise_for_status()
    chromium.open(link(okta))
    chromium.find("#okta-new-password")


def consent(chromium: Chromium, okta: Okta, app: App) -> None:
    chromium.open(okta.authorize("asking", app.callback, scope="openid orders:read orders:write"))
    sign_in(chromium, *ALICE)
    chromium.find("form[action$='/consent']")


def device(okta: Okta) -> str:
    """The page's URL with the code of a device that waits."""
    form = {"client_id": "tv", "scope": "openid profile"}
    answer = requests.post(f"{okta.url}/oauth2/v1/device/authorize", data=form, timeout=10)
    return answer.json()["verification_uri_complete"]


def activate(chromium: Chromium, okta: Okta, app: App) -> None:
    chromium.open(device(okta))
    chromium.find("svg")


def wrong_code(chromium: Chromium, okta: Okta, app: App) -> None:
    chromium.open(f"{okta.url}/activate")
    chromium.fill("#user-code", "BCDFGHJK")
    chromium.press("button", "Next")
    chromium.find("[role=alert]")


def approve_device(chromium: Chromium, okta: Okta, app: App) -> None:
    activate(chromium, okta, app)
    chromium.press("button", "Next")
    sign_in(chromium, *ALICE)
    chromium.find("form[action$='/consent']")


def device_activated(chromium: Chromium, okta: Okta, app: App) -> None:
    approve_device(chromium, okta, app)
    chromium.press("button", "Allow Access")
    chromium.wait(lambda: "Device activated" in chromium.driver.title, "waited for the answer")


def approve_backchannel(chromium: Chromium, okta: Okta, app: App) -> None:
    form = {"scope": "openid", "login_hint": ALICE[0], "binding_message": "Pay <12> EUR"}
    auth = ("bank", "bank-secret")
    answer = requests.post(f"{okta.url}/oauth2/v1/bc/authorize", data=form, auth=auth, timeout=10)
    chromium.open(f"{okta.url}/bc/approve?auth_req_id={answer.json()['auth_req_id']}")
    sign_in(chromium, *ALICE)
    chromium.find("form[action$='/consent']")


def backchannel_approved(chromium: Chromium, okta: Okta, app: App) -> None:
    approve_backchannel(chromium, okta, app)
    chromium.press("button", "Allow Access")
    chromium.wait(lambda: "Sign-in approved" in chromium.driver.title, "waited for the answer")


def signed_out(chromium: Chromium, okta: Okta, app: App) -> None:
    chromium.open(f"{okta.url}/login/signout")


def form_post(chromium: Chromium, okta: Okta, app: App) -> None:
    chromium.without_script()
    chromium.open(okta.authorize("orders", app.callback, response_mode="form_post", prompt="none"))
    chromium.with_script()


def post_message(chromium: Chromium, okta: Okta, app: App) -> None:
    chromium.open(okta.authorize("spa", app.callback, response_mode="okta_post_message", prompt="none", **PKCE))


def bad_request(chromium: Chromium, okta: Okta, app: App) -> None:
    chromium.open(okta.authorize("orders", f"{app.callback}/"))
    chromium.click("summary")


def unknown_client(chromium: Chromium, okta: Okta, app: App) -> None:
    chromium.open(okta.authorize("nobody", app.callback))
    chromium.click("summary")


def not_found(chromium: Chromium, okta: Okta, app: App) -> None:
    chromium.open(f"{okta.url}/nowhere")
    chromium.click("summary")


PAGES: dict[str, Visit] = {
    "home": home,
    "sign-in": sign_in_page,
    "login-hint": login_hint,
    "wrong-password": wrong_password,
    "locked-out": persona("locked@example.com"),
    "password-expired": expired_password,
    "sign-up": sign_up,
    "optional-factors": optional_factors,
    "factor": factor,
    "factor-choice": factor_choice,
    "push": push,
    "wrong-answer": wrong_answer,
    "authenticator-app": authenticator_app,
    "recovery": recovery,
    "unlocked": unlocked,
    "keep-me-signed-in": keep_me_signed_in,
    "email-link": email_link,
    "reset-password": reset_password,
    "consent": consent,
    "activate": activate,
    "activate-wrong-code": wrong_code,
    "approve-device": approve_device,
    "device-activated": device_activated,
    "approve-backchannel": approve_backchannel,
    "backchannel-approved": backchannel_approved,
    "signed-out": signed_out,
    "form-post": form_post,
    "post-message": post_message,
    "bad-request": bad_request,
    "unknown-client": unknown_client,
    "not-found": not_found,
}
