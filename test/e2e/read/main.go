// Reads each text as kubectl does and prints what it saw, a line a text: the documents as JSON, where it stopped, and what strict decoding adds.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	reader "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/yaml"
)

type result struct {
	Documents []string `json:"documents"`
	Error     string   `json:"error,omitempty"`
	Strict    string   `json:"strict,omitempty"`
}

func main() {
	input := json.NewDecoder(bufio.NewReader(os.Stdin))
	output := bufio.NewWriter(os.Stdout)
	defer output.Flush()
	for input.More() {
		var text string
		if err := input.Decode(&text); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		line, err := json.Marshal(read([]byte(text)))
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		output.Write(append(line, '\n'))
	}
}

// As k8s.io/cli-runtime/pkg/resource.StreamVisitor: null documents are skipped.
func read(text []byte) result {
	seen := result{Documents: []string{}, Strict: strict(text)}
	decoder := reader.NewYAMLOrJSONDecoder(bytes.NewReader(text), 4096)
	for {
		var document json.RawMessage
		err := decoder.Decode(&document)
		if errors.Is(err, io.EOF) {
			return seen
		}
		if err != nil {
			seen.Error = err.Error()
			return seen
		}
		if len(document) > 0 && string(document) != "null" {
			seen.Documents = append(seen.Documents, string(document))
		}
	}
}

func strict(text []byte) string {
	documents := reader.NewYAMLReader(bufio.NewReader(bytes.NewReader(text)))
	for {
		document, err := documents.Read()
		if err != nil {
			return ""
		}
		if _, err := yaml.YAMLToJSONStrict(document); err != nil {
			return err.Error()
		}
	}
}
