"""Who is in fixture.json: its people, its three kinds of client and its two kinds of server."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    id: str
    login: str
    password: str


CAROL = Person("00uledgercar0000e1d7", "carol@ledger.example", "Carol's pä$$ & word")


@dataclass(frozen=True)
class Client:
    id: str
    secret: str | None
    redirect_uri: str
    rotates: bool


WEB = Client(
    "0oaledgerweb0000a1d7",
    "ledger-web-secret-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_-abcdefg",
    "http://localhost:8765/authorization-code/callback",
    rotates=False,
)
NATIVE = Client("0oaledgernat0000b1d7", None, "com.example.ledger:/callback", rotates=True)
SPA = Client("0oaledgerspa0000c1d7", None, "http://localhost:8766/login/callback", rotates=True)


@dataclass(frozen=True)
class Server:
    """One of the double's two kinds of authorization server, as its discovery document describes it."""

    metadata: dict
    audience: str
    scope: str
    lifetimes: dict[str, int]

    @property
    def issuer(self) -> str:
        return self.metadata["issuer"]
