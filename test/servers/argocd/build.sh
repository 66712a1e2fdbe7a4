#!/usr/bin/env bash
# Builds Argo CD and an in-process Redis for it: BIN=… SHARE=… build.sh [PROGRAM | share]…
# `share` copies its CRDs, its configuration as released, and the scripts that its image has on PATH.
set -euo pipefail
cd "$(dirname "$0")"
export CGO_ENABLED=0
mkdir -p "$BIN" "$SHARE"
argocd=github.com/argoproj/argo-cd/v3

copy_share() {
  local folder
  folder=$(go mod download -json $argocd | sed -n 's/.*"Dir": "\(.*\)".*/\1/p')
  mkdir -p "$SHARE/crds" "$SHARE/config" "$SHARE/path"
  install -m 644 "$folder"/manifests/crds/*-crd.yaml "$SHARE/crds"
  install -m 644 "$folder"/manifests/base/config/argocd-*.yaml "$SHARE/config"
  install -m 755 "$folder"/hack/{git-verify-wrapper,gpg-wrapper}.sh "$SHARE/path"
}

for program in "${@:-all}"; do
  case $program in
    argocd)
      version=$(go list -m -f '{{.Version}}' $argocd)
      go build -buildvcs=false -trimpath -ldflags "-s -w -X $argocd/common.version=${version#v}" -o "$BIN/argocd" $argocd/cmd
      ;;
    miniredis) go build -buildvcs=false -trimpath -ldflags "-s -w" -o "$BIN/miniredis" ./redis ;;
    share) copy_share ;;
    *)
      echo "$0: there is no program $program here." >&2
      exit 1
      ;;
  esac
done
