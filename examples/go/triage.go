// Package triage is a small client of the Cases API.
package triage

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

const attempts = 3

// Case has the fields of a case that this client needs.
type Case struct {
	ID      string `json:"id"`
	Version string `json:"version"`
	Status  string `json:"status"`
}

// CloseCase closes a case; it retries with the newest version after a concurrent update.
func CloseCase(url, id string) error {
	var status int
	for range [attempts]struct{}{} {
		var found Case
		if _, err := send(http.MethodGet, url+"/api/cases/"+id, nil, &found); err != nil {
			return err
		}
		change := map[string][]Case{"cases": {{ID: id, Version: found.Version, Status: "closed"}}}
		var err error
		if status, err = send(http.MethodPatch, url+"/api/cases", change, nil); status != http.StatusConflict {
			return err
		}
	}
	return fmt.Errorf("case %s: status %d after %d attempts", id, status, attempts)
}

// send sends a body as JSON and decodes the answer into out. It fails unless the status is 2xx.
func send(method, url string, body, out any) (int, error) {
	encoded, err := json.Marshal(body)
	if err != nil {
		return 0, err
	}
	request, err := http.NewRequest(method, url, bytes.NewReader(encoded))
	if err != nil {
		return 0, err
	}
	request.Header.Set("kbn-xsrf", "true")
	request.Header.Set("content-type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		return response.StatusCode, err
	}
	if response.StatusCode >= 300 {
		return response.StatusCode, fmt.Errorf("%s %s: %d %s", method, url, response.StatusCode, answer)
	}
	if out == nil {
		return response.StatusCode, nil
	}
	return response.StatusCode, json.Unmarshal(answer, out)
}
