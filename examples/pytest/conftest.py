"""A Kibana for the tests: one server for the session, one sandbox for each test."""

import json
import os
import subprocess

import pytest
import requests

# The container works as well: set KIBANA_URL, and no server is started
COMMAND = os.environ.get("KIBANA_COMMAND", "node_modules/.bin/kibana-cases-mock").split()


@pytest.fixture(scope="session")
def server():
    """The URL of a server that lives as long as the tests do."""
    if url := os.environ.get("KIBANA_URL"):
        yield url
        return
    options = ["--host", "127.0.0.1", "--port", "0", "--quiet", "--ready-json", "--exit-with-parent"]
    process = subprocess.Popen([*COMMAND, *options], stdout=subprocess.PIPE, text=True)
    # Empty if it did not start: the reason is on standard error
    line = process.stdout.readline()
    assert line, f"{COMMAND} ended with {process.wait()}"
    yield json.loads(line)["url"]
    process.terminate()
    assert process.wait(timeout=10) == 0


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
