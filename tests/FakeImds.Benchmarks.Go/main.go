// The least that a fake of the metadata service in Go does: a lower bound of those that there are. Standard library alone.
package main

import (
	"fmt"
	"net"
	"net/http"
	"os"
)

const token = "AQAEAMZ5rj2vC7X0n1lQwYp6BtUe8sKdOaGfHh4iNJcRxWmTqL3zVg=="

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/latest/api/token", func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPut {
			w.WriteHeader(http.StatusMethodNotAllowed)
			return
		}
		w.Header().Set("X-Aws-Ec2-Metadata-Token-Ttl-Seconds", r.Header.Get("X-Aws-Ec2-Metadata-Token-Ttl-Seconds"))
		answer(w, token)
	})
	mux.HandleFunc("/latest/meta-data/instance-type", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Aws-Ec2-Metadata-Token") != token {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		w.Header().Set("Accept-Ranges", "none")
		w.Header().Set("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT")
		answer(w, "t3.micro")
	})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Printf("Listening on http://%s\n", listener.Addr())
	http.Serve(listener, mux)
}

func answer(w http.ResponseWriter, body string) {
	w.Header().Set("Content-Type", "text/plain")
	w.Header().Set("Server", "EC2ws")
	w.Write([]byte(body))
}
