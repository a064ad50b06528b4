#!/usr/bin/env bash
# A test that needs only bash and curl, against a running server:
#   npx kibana-cases-mock &
#   KIBANA_URL=http://localhost:5601 examples/curl/close-case.sh
set -euo pipefail

kibana=${KIBANA_URL:-http://localhost:5601}
case_id=a18b38a0-71b0-11ea-a0b2-c51ea50a58e2

control () {
  local answer
  answer=$(curl --fail-with-body --silent --show-error "$kibana/_mock/$1" "${@:2}") || { echo "not ok - $answer"; exit 1; }
}
api () { curl --silent --show-error -H 'kbn-xsrf: true' -H 'content-type: application/json' "$kibana/api/$1" "${@:2}"; }

# The script under test: closes a case; retries with the newest version after a concurrent update
close_case () {
  local version
  for _ in 1 2 3; do
    version=$(api "cases/$1" | grep -o '"version":"[^"]*"' | head -n 1 | cut -d '"' -f 4)
    status=$(api cases -X PATCH -o /dev/null -w '%{http_code}' -d "{ \"cases\": [{ \"id\": \"$1\", \"version\": \"$version\", \"status\": \"closed\" }] }")
    [[ $status == 409 ]] || break
  done
  [[ $status == 200 ]]
}

control reset -X POST
close_case "$case_id"
control requests/verify -d '{ "match": { "method": "PATCH", "status": 200 }, "times": 1 }'
echo 'ok - closes a case'

control reset -X POST
control faults -d '{ "match": { "method": "PATCH" }, "effect": { "conflict": true }, "times": 1 }'
close_case "$case_id"
control requests/verify -d '{ "order": [{ "method": "PATCH", "status": 409 }, { "method": "GET" }, { "method": "PATCH", "status": 200 }] }'
echo 'ok - retries after a concurrent update'

control reset -X POST
control faults -d '{ "match": { "method": "PATCH" }, "effect": { "status": 500 } }'
if close_case "$case_id"; then echo 'not ok - takes a 500 for a success'; exit 1; fi
echo 'ok - fails when Kibana does'
