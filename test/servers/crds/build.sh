#!/usr/bin/env bash
# Copies CRDs of tools that are not run here, as their Go modules have them: SHARE=… build.sh share
set -euo pipefail

copy() {
  local folder
  folder=$(cd / && go mod download -json "$2@v$3" | sed -n 's/.*"Dir": "\(.*\)".*/\1/p')
  mkdir -p "$SHARE/$1"
  find "$folder/$4" -name '*.yaml' ! -name kustomization.yaml -exec install -m 644 -t "$SHARE/$1" {} +
}

copy gateway-api sigs.k8s.io/gateway-api 1.6.3 config/crd/standard
copy argo-rollouts github.com/argoproj/argo-rollouts 1.10.1 manifests/crds
copy external-secrets github.com/external-secrets/external-secrets 1.3.2 config/crds/bases
copy flagger github.com/fluxcd/flagger 1.41.0 artifacts/flagger/crd.yaml
