"""A person's browser: it keeps cookies, follows redirects inside the double and stops at the client's redirect URI."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qs, urljoin, urlsplit

import requests


@dataclass
class Form:
    action: str
    method: str
    inputs: list[dict[str, str]] = field(default_factory=list)
    buttons: list[dict[str, str]] = field(default_factory=list)

    def of_type(self, *types: str) -> list[dict[str, str]]:
        return [each for each in self.inputs if each.get("type", "text") in types]


class Forms(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[Form] = []
        self.open: Form | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.open = Form(attributes.get("action", ""), attributes.get("method", "get").lower())
            self.found.append(self.open)
        elif tag == "input" and self.open is not None:
            self.open.inputs.append(attributes)
        elif tag == "button" and self.open is not None:
            self.open.buttons.append(attributes)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None


def sign_in_form(html: str) -> Form:
    """The first form with a password field, which is all that a script may rely on."""
    return next(form for form in Forms(html).found if form.of_type("password"))


@dataclass
class Landing:
    """Where a request ended: at a page of the double's, or at a redirect to somewhere else."""

    response: requests.Response
    location: str | None

    @property
    def parameters(self) -> dict[str, str]:
        assert self.location is not None, f"not redirected: {self.response.status_code}\n{self.response.text}"
        parts = urlsplit(self.location)
        return {name: values[0] for name, values in parse_qs(parts.fragment or parts.query, True).items()}


class Browser:
    def __init__(self) -> None:
        self.session = requests.Session()
        self.session.trust_env = False

    def open(self, url: str, method: str = "get", data: dict[str, str] | None = None) -> Landing:
        response = self.session.request(method, url, data=data, allow_redirects=False, timeout=10)
        if not response.is_redirect:
            return Landing(response, None)
        location = urljoin(url, response.headers["Location"])
        home = urlsplit(location)[:2] == urlsplit(url)[:2]
        return self.open(location) if home else Landing(response, location)

    def sign_in(self, url: str, user: str, password: str) -> Landing:
        """Opens an authorization request, fills in the form it answers with, and submits it."""
        page = self.open(url)
        assert page.location is None and page.response.status_code == 200, (
            f"no page: {page.location or page.response.text}"
        )
        return self.submit(page.response, user, password)

    def submit(self, page: requests.Response, user: str, password: str) -> Landing:
        form = sign_in_form(page.text)
        (name_field,) = form.of_type("text", "email")
        (password_field,) = form.of_type("password")
        fields = {each["name"]: each.get("value", "") for each in form.of_type("hidden")}
        fields |= {name_field["name"]: user, password_field["name"]: password}
        return self.open(urljoin(page.url, form.action), form.method, fields)
