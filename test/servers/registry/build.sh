#!/usr/bin/env bash
# Builds a container registry, what pushes images to it, and what hashes its passwords: BIN=… SHARE=… build.sh [PROGRAM]…
set -euo pipefail
cd "$(dirname "$0")"
export CGO_ENABLED=0
mkdir -p "$BIN"
distribution=github.com/distribution/distribution/v3

for program in "${@:-all}"; do
  case $program in
    registry)
      version=$(go list -m -f '{{.Version}}' $distribution)
      go build -buildvcs=false -trimpath -ldflags "-s -w -X $distribution/version.version=$version" -o "$BIN/registry" $distribution/cmd/registry
      ;;
    push-image | htpasswd) go build -buildvcs=false -trimpath -ldflags "-s -w" -o "$BIN/$program" "./$program" ;;
    *)
      echo "$0: there is no program $program here." >&2
      exit 1
      ;;
  esac
done
