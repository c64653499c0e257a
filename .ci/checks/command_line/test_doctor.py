"""Which URL is wrong, seen from here."""

from pathlib import Path

from support.double import run, running


def test_all_is_well(binary: Path) -> None:
    with running(binary) as double:
        done = run(binary, "doctor", double.url, double.issuer, f"{double.issuer}/")
        assert (done.status, done.stdout) == (0, ""), done


def test_an_issuer_that_apps_do_not_expect(binary: Path) -> None:
    with running(binary, "--base-url", "http://okta.invalid:8080") as double:
        done = run(binary, "doctor", double.url)
        lines = done.stdout.splitlines()
        assert done.status == 1, done
        assert lines[0].startswith("issuer: http://okta.invalid:8080/oauth2/default, but ")
        assert f"set --base-url {double.url}" in lines[0]
        token = next(line for line in lines if line.startswith("token_endpoint: "))
        assert token.startswith("token_endpoint: http://okta.invalid:8080/oauth2/default/v1/token is not reachable")
        assert token.endswith("set --back-channel-url")


def test_browsers_and_servers_by_different_names(binary: Path) -> None:
    """As in a compose file: the app sees the back channel, and the browser's host is none of its business."""
    with running(binary) as probe:
        port = probe.url.rsplit(":", 1)[1]
    options = ["--port", port, "--base-url", "http://okta.invalid:8080", "--back-channel-url", f"http://127.0.0.1:{port}"]
    with running(binary, *options) as double:
        assert run(binary, "doctor", double.url).status == 0
        done = run(binary, "doctor", f"http://localhost:{port}")
        assert done.status == 1 and "issuer: " in done.stdout, done


def test_nothing_answers(binary: Path) -> None:
    done = run(binary, "doctor", "http://127.0.0.1:1")
    assert done.status == 69 and "http://127.0.0.1:1: " in done.stdout, done
