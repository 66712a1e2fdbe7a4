// push-image makes images of random bytes and pushes them, as CI does with what it has built. It prints the digest that their tag names:
//
//	push-image [-platforms linux/amd64,linux/arm64] 127.0.0.1:5000/acme/users-api:1.4.2
//
// Who pushes is read from $DOCKER_CONFIG/config.json.
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/random"
	"github.com/google/go-containerregistry/pkg/v1/remote"
)

func main() {
	platforms := flag.String("platforms", "", "pushes an index of one image each, such as linux/amd64,linux/arm64")
	flag.Parse()
	digest, err := push(flag.Arg(0), *platforms)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(digest)
}

func push(image, platforms string) (v1.Hash, error) {
	tag, err := name.NewTag(image, name.StrictValidation)
	if err != nil {
		return v1.Hash{}, err
	}
	keychain := remote.WithAuthFromKeychain(authn.DefaultKeychain)
	if platforms == "" {
		made, err := random.Image(256, 1)
		if err != nil {
			return v1.Hash{}, err
		}
		if err := remote.Write(tag, made, keychain); err != nil {
			return v1.Hash{}, err
		}
		return made.Digest()
	}
	index, err := makeIndex(strings.Split(platforms, ","))
	if err != nil {
		return v1.Hash{}, err
	}
	if err := remote.WriteIndex(tag, index, keychain); err != nil {
		return v1.Hash{}, err
	}
	return index.Digest()
}

func makeIndex(platforms []string) (v1.ImageIndex, error) {
	index := v1.ImageIndex(empty.Index)
	for _, text := range platforms {
		platform, err := v1.ParsePlatform(text)
		if err != nil {
			return nil, err
		}
		made, err := random.Image(256, 1)
		if err != nil {
			return nil, err
		}
		index = mutate.AppendManifests(index, mutate.IndexAddendum{Add: made, Descriptor: v1.Descriptor{Platform: platform}})
	}
	return index, nil
}
