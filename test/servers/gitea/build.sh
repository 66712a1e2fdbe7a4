#!/usr/bin/env bash
# Builds Gitea with SQLite, which needs a C compiler: BIN=… SHARE=… build.sh [PROGRAM | share]…
# `share` copies the templates and options that it reads while it runs; the built pages of its web interface are in no Go module.
set -euo pipefail
cd "$(dirname "$0")"
export CGO_ENABLED=1
mkdir -p "$BIN" "$SHARE"
gitea=code.gitea.io/gitea

copy_share() {
  local folder
  folder=$(go mod download -json $gitea | sed -n 's/.*"Dir": "\(.*\)".*/\1/p')
  cp -R --no-preserve=mode "$folder"/{templates,options,public} "$SHARE"
}

for program in "${@:-all}"; do
  case $program in
    gitea)
      version=$(go list -m -f '{{.Version}}' $gitea)
      go build -buildvcs=false -trimpath -tags 'sqlite sqlite_unlock_notify' \
        -ldflags "-s -w -X main.Version=${version#v}" -o "$BIN/gitea" $gitea
      ;;
    share) copy_share ;;
    *)
      echo "$0: there is no program $program here." >&2
      exit 1
      ;;
  esac
done
