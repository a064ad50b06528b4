import pytest
import requests

from triage import close_case

CASE = {"id": "case-1", "title": "Login from two countries"}


def test_closes_a_case(kibana):
    kibana.seed(CASE)
    assert close_case(kibana.url, "case-1")["status"] == "closed"
    kibana.verify(match={"method": "PATCH", "status": 200}, times=1)


def test_retries_after_a_concurrent_update(kibana):
    kibana.seed(CASE)
    kibana.fault({"conflict": True}, match={"method": "PATCH"}, times=1)
    close_case(kibana.url, "case-1")
    kibana.verify(order=[{"method": "PATCH", "status": 409}, {"method": "GET"}, {"method": "PATCH", "status": 200}])


def test_gives_up_when_kibana_fails(kibana):
    kibana.seed(CASE)
    kibana.fault({"status": 500}, match={"method": "PATCH"})
    with pytest.raises(requests.HTTPError):
        close_case(kibana.url, "case-1")


def test_every_test_has_a_kibana_of_its_own(kibana):
    with pytest.raises(requests.HTTPError):
        close_case(kibana.url, "case-1")
