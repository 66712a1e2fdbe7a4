// Reads each case with the YAML library of kubectl, Argo CD and Flux, compares it with its JSON and prints what differs.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"reflect"

	"sigs.k8s.io/yaml"
)

type testCase struct {
	Yaml string `json:"yaml"`
	JSON string `json:"json"`
}

type failure struct {
	Yaml    string `json:"yaml"`
	Problem string `json:"problem"`
}

type result struct {
	Reader string    `json:"reader"`
	Read   int       `json:"read"`
	Wrong  []failure `json:"wrong"`
}

func main() {
	cases, err := load(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	results := []result{
		check("sigs.k8s.io/yaml (kubectl, Argo CD, Flux)", cases, func(text []byte, value any) error { return yaml.Unmarshal(text, value) }),
		check("sigs.k8s.io/yaml, strict", cases, func(text []byte, value any) error { return yaml.UnmarshalStrict(text, value) }),
	}
	if err := json.NewEncoder(os.Stdout).Encode(results); err != nil {
		os.Exit(1)
	}
}

func load(path string) ([]testCase, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var cases []testCase
	decoder := json.NewDecoder(bufio.NewReader(file))
	for decoder.More() {
		var each testCase
		if err := decoder.Decode(&each); err != nil {
			return nil, err
		}
		cases = append(cases, each)
	}
	return cases, nil
}

func check(reader string, cases []testCase, read func([]byte, any) error) result {
	wrong := []failure{}
	for _, each := range cases {
		var expected, actual any
		if err := json.Unmarshal([]byte(each.JSON), &expected); err != nil {
			wrong = append(wrong, failure{each.Yaml, "case: " + err.Error()})
		} else if err := read([]byte(each.Yaml), &actual); err != nil {
			wrong = append(wrong, failure{each.Yaml, err.Error()})
		} else if !reflect.DeepEqual(expected, actual) {
			wrong = append(wrong, failure{each.Yaml, "reads something else"})
		}
	}
	return result{reader, len(cases), wrong}
}
