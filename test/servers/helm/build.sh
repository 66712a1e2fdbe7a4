#!/bin/bash
# helm and kustomize, of the versions in go.mod.
set -euo pipefail
cd "$(dirname "$0")"
export CGO_ENABLED=0
OUT=${BIN:-${XDG_CACHE_HOME:-$HOME/.cache}/kumiki-servers/bin}
mkdir -p "$OUT"
build() { nice -n "${NICE:-0}" go build -trimpath -ldflags "-s -w $3" -o "$OUT/$1" "$2"; }
version() { go list -m -f '{{.Version}}' "$1"; }
for program in ${@:-helm kustomize}; do
  case $program in
    helm)
      build helm helm.sh/helm/v4/cmd/helm "-X helm.sh/helm/v4/internal/version.version=$(version helm.sh/helm/v4)"
      ;;
    kustomize)
      module=sigs.k8s.io/kustomize/kustomize/v5
      build kustomize $module "-X sigs.k8s.io/kustomize/api/provenance.version=$(version $module)"
      ;;
    *)
      echo "$0: there is no program $program here, only helm and kustomize." >&2
      exit 1
      ;;
  esac
done
