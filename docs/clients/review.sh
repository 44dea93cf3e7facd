#!/bin/sh
# A client of the desk by curl: what waits first, an answer to it, and taking the answer back.
#     sh review.sh 'http://127.0.0.1:8765/?token=TOKEN'
set -eu
base=${1%%/\?*}
jar=$(mktemp)
trap 'rm -f "$jar"' EXIT
curl --silent --fail --cookie-jar "$jar" "$1" > /dev/null
item=$(curl --silent --fail --cookie "$jar" "$base/api/review?kind=claims&limit=1" | sed 's/.*"items":\[{"id":"\([^"]*\)".*/\1/')
post() { curl --silent --fail --cookie "$jar" --header "origin: $base" --json "$2" "$base$1"; }
judgement=$(post "/api/review/$item" '{"act": "doubt", "why": "looked at by a script"}' | sed 's/.*"judgements":\[{"id":"\([^"]*\)".*/\1/')
echo "doubt $item, kept as $judgement"
post /api/undo "{\"judgement\": \"$judgement\"}" > /dev/null
