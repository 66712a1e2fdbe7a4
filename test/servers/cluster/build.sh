#!/usr/bin/env bash
# Builds the programs of a cluster from one go.mod, so that client-go is compiled once: BIN=… SHARE=… build.sh [PROGRAM | share]…
# `share` copies the CRDs that belong to them.
set -euo pipefail
cd "$(dirname "$0")"
export CGO_ENABLED=0
mkdir -p "$BIN" "$SHARE"

kubernetes=$(go list -m -f '{{.Version}}' k8s.io/kubernetes)
IFS=. read -r major minor _ <<<"${kubernetes#v}"
version=k8s.io/component-base/version
kubernetes_flags="-X $version.gitVersion=$kubernetes -X $version.gitMajor=$major -X $version.gitMinor=$minor -X $version.gitTreeState=clean"
sealed=github.com/bitnami/sealed-secrets
sealed_version=$(go list -m -f '{{.Replace.Version}}' $sealed)

build() { go build -buildvcs=false -trimpath -ldflags "-s -w $3" -o "$BIN/$1" "$2"; }

folder_of() { go mod download -json "$1" | sed -n 's/.*"Dir": "\(.*\)".*/\1/p'; }

copy_crds() {
  local flux=github.com/fluxcd/kustomize-controller version
  version=$(go list -m -f '{{.Version}}' $flux)
  mkdir -p "$SHARE/flux" "$SHARE/sealed-secrets"
  install -m 644 "$(folder_of $flux)"/config/crd/bases/*.yaml "$SHARE/flux"
  # Only its CRDs: the program needs a module that no proxy serves.
  install -m 644 "$(cd / && folder_of "github.com/fluxcd/source-controller@$version")"/config/crd/bases/*.yaml "$SHARE/flux"
  install -m 644 "$(folder_of $sealed)"/helm/sealed-secrets/crds/*.yaml "$SHARE/sealed-secrets"
}

for program in "${@:-all}"; do
  case $program in
    etcd) build etcd go.etcd.io/etcd/server/v3 "" ;;
    kube-apiserver | kube-controller-manager | kubectl) build "$program" "k8s.io/kubernetes/cmd/$program" "$kubernetes_flags" ;;
    kustomize-controller) build "$program" github.com/fluxcd/kustomize-controller "" ;;
    sealed-secrets-controller) build "$program" $sealed/cmd/controller "-X main.VERSION=$sealed_version" ;;
    kubeseal) build "$program" $sealed/cmd/kubeseal "-X main.VERSION=$sealed_version" ;;
    share) copy_crds ;;
    *)
      echo "$0: there is no program $program here." >&2
      exit 1
      ;;
  esac
done
