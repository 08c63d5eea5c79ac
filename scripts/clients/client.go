// Go's net/http with its default client.
package main

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
)

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		words := strings.Split(lines.Text(), "\t")
		request, err := http.NewRequest(words[0], os.Args[1]+words[1], strings.NewReader(words[2]))
		if err != nil {
			panic(err)
		}
		request.Header.Set("Authorization", os.Args[2])
		if words[2] != "" {
			request.Header.Set("Content-Type", "application/json")
		}
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			panic(err)
		}
		text, err := io.ReadAll(answer.Body)
		if err != nil {
			panic(err)
		}
		answer.Body.Close()
		fmt.Printf("%d\t%s\n", answer.StatusCode, text)
	}
}
