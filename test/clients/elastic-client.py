"""Runs Elastic's own client against the Elasticsearch of a server, and prints one line of JSON for each step."""
import json
import sys

from elasticsearch import Elasticsearch, helpers

URL = sys.argv[1]
INDEX = ".alerts-security.alerts-default"
STATUS = "kibana.alert.workflow_status"


def tell(name, value):
    print(json.dumps([name, value]))


def refused(call):
    try:
        call()
    except Exception as error:
        return [type(error).__name__, getattr(error, "status_code", None)]


es = Elasticsearch(URL, basic_auth=("elastic", "elastic"))
tell("info", es.info()["version"]["number"])
tell("health", es.cluster.health(wait_for_status="green")["status"])
tell("license", es.license.get()["license"]["type"])

alerts = [{"_index": INDEX, "_id": f"a{day}", "@timestamp": f"2025-06-0{day}T00:00:00Z", STATUS: "open"} for day in (1, 2, 3)]
tell("bulk", helpers.bulk(es, alerts, refresh="wait_for"))
newest_first = [{"@timestamp": "desc"}]
page = es.search(index=".alerts-security.alerts-*", query={"term": {STATUS: "open"}}, sort=newest_first, size=2)
tell("search", [hit["_id"] for hit in page["hits"]["hits"]])
page = es.search(index=INDEX, query={"match_all": {}}, sort=newest_first, search_after=page["hits"]["hits"][-1]["sort"])
tell("search after", [hit["_id"] for hit in page["hits"]["hits"]])
tell("update", es.update(index=INDEX, id="a1", doc={STATUS: "closed"})["result"])
tell("get", es.get(index=INDEX, id="a1")["_source"][STATUS])
tell("count", es.count(index=INDEX, query={"term": {STATUS: "open"}})["count"])
tell("mget", [doc["found"] for doc in es.mget(index=INDEX, ids=["a1", "nope"])["docs"]])
tell("exists", [bool(es.exists(index=INDEX, id=name)) for name in ("a1", "nope")])

tell("missing document", refused(lambda: es.get(index=INDEX, id="nope")))
tell("missing index", refused(lambda: es.search(index="nope")))
tell("unknown query", refused(lambda: es.search(index=INDEX, query={"nope": {}})))
tell("taken id", refused(lambda: es.create(index=INDEX, id="a1", document={})))
tell("wrong password", refused(lambda: Elasticsearch(URL, basic_auth=("elastic", "no")).info()))

key = es.security.create_api_key(name="ci")
tell("API key", Elasticsearch(URL, api_key=key["encoded"]).security.authenticate()["api_key"]["name"])
token = es.security.get_token(grant_type="password", username="elastic", password="elastic")
tell("token", Elasticsearch(URL, bearer_auth=token["access_token"]).security.authenticate()["authentication_type"])
es.security.invalidate_api_key(ids=[key["id"]])
tell("invalidated", refused(lambda: Elasticsearch(URL, api_key=key["encoded"]).info()))
es.security.activate_user_profile(grant_type="password", username="elastic", password="elastic")
tell("profiles", [profile["user"]["username"] for profile in es.security.suggest_user_profiles(name="ela")["profiles"]])
