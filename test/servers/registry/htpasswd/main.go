// htpasswd prints the line of a file of passwords for the user and password, one a line, that it reads from its standard input.
package main

import (
	"fmt"
	"os"

	"golang.org/x/crypto/bcrypt"
)

func main() {
	var user, password string
	if _, err := fmt.Scanln(&user); err != nil {
		fail(err)
	}
	if _, err := fmt.Scanln(&password); err != nil {
		fail(err)
	}
	hash, err := bcrypt.GenerateFromPassword([]byte(password), bcrypt.MinCost)
	if err != nil {
		fail(err)
	}
	fmt.Printf("%s:%s\n", user, hash)
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
