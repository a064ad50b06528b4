#!/usr/bin/env bash
# Builds the image for amd64 and arm64, with its base image pinned to the digest that its tag has now, and pushes it.
#   scripts/image.sh TAG …
# If METADATA_FILE is set, that file gets the digest of the image.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
(($# > 0)) || { echo 'usage: scripts/image.sh TAG …' >&2; exit 2; }

base=$(sed -nE 's/^ARG BASE_IMAGE=(.+)$/\1/p' Dockerfile)
digest=$(docker buildx imagetools inspect "$base" --format '{{.Manifest.Digest}}')
tags=()
for tag in "$@"; do tags+=(--tag "$tag"); done

docker buildx build . \
  --platform linux/amd64,linux/arm64 \
  --build-arg "BASE_IMAGE=$base@$digest" \
  --build-arg "VERSION=$(node -p 'require("./package.json").version')" \
  --build-arg "REVISION=$(git rev-parse HEAD)" \
  --provenance=true --sbom=true \
  --metadata-file "${METADATA_FILE:-/dev/null}" \
  "${tags[@]}" --push
