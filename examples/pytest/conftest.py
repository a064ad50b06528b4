"""A Kibana for the tests: one server for the session, one sandbox for each test."""

import os
import socket
import subprocess
import time

import pytest
import requests

# The container works as well: set KIBANA_URL, and no server is started
COMMAND = os.environ.get("KIBANA_COMMAND", "node_modules/.bin/kibana-cases-mock").split()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def server():
    """The URL of a server that lives as long as the tests do."""
    if url := os.environ.get("KIBANA_URL"):
        yield url
        return
    url = f"http://127.0.0.1:{free_port()}"
    process = subprocess.Popen([*COMMAND, "--host", "127.0.0.1", "--port", url.rsplit(":", 1)[1], "--logger", "false"])
    try:
        wait_for(url, process)
        yield url
    finally:
        process.terminate()
        assert process.wait(timeout=10) == 0


def wait_for(url, process):
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if requests.get(f"{url}/_mock/health", timeout=2).ok:
                return
        except requests.ConnectionError:
            time.sleep(0.05)
    raise RuntimeError(f"no server on {url}; {COMMAND} ended with {process.poll()}")


class Kibana:
    """A Kibana of its own, with its control routes."""

    def __init__(self, url):
        self.url = url

    def control(self, method, path, body=None):
        response = requests.request(method, f"{self.url}/_mock/{path}", json=body, timeout=10)
        assert response.ok, response.text
        return response.json() if response.content else None

    def seed(self, *cases):
        self.control("POST", "seed", {"cases": list(cases)})

    def fault(self, effect, **rule):
        self.control("POST", "faults", {"effect": effect, **rule})

    def verify(self, **expectation):
        """Fails with the nearest misses unless the requests so far are as expected."""
        self.control("POST", "requests/verify", expectation)


@pytest.fixture
def kibana(server):
    sandbox = requests.post(f"{server}/_mock/sandboxes", timeout=10).json()
    yield Kibana(sandbox["url"])
    requests.delete(f"{server}/_mock/sandboxes/{sandbox['id']}", timeout=10)
