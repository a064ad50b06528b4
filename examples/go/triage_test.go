package triage

import (
	"net/http"
	"os"
	"testing"
)

type object map[string]any

// kibana creates a Kibana for one test and returns its URL.
func kibana(t *testing.T) string {
	t.Helper()
	server := os.Getenv("KIBANA_URL")
	if server == "" {
		server = "http://localhost:5601"
	}
	var sandbox struct{ ID, URL string }
	if _, err := send(http.MethodPost, server+"/_mock/sandboxes", object{}, &sandbox); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { send(http.MethodDelete, server+"/_mock/sandboxes/"+sandbox.ID, nil, nil) })
	control(t, sandbox.URL, "seed", object{"cases": []object{{"id": "case-1", "title": "Login from two countries"}}})
	return sandbox.URL
}

// control calls a control route. If verify fails, the error shows the nearest misses.
func control(t *testing.T, url, path string, body object) {
	t.Helper()
	if _, err := send(http.MethodPost, url+"/_mock/"+path, body, nil); err != nil {
		t.Fatal(err)
	}
}

func TestClosesACase(t *testing.T) {
	url := kibana(t)
	if err := CloseCase(url, "case-1"); err != nil {
		t.Fatal(err)
	}
	control(t, url, "requests/verify", object{"match": object{"method": "PATCH", "status": 200}, "times": 1})
}

func TestRetriesAfterAConcurrentUpdate(t *testing.T) {
	url := kibana(t)
	control(t, url, "faults", object{"match": object{"method": "PATCH"}, "effect": object{"conflict": true}, "times": 1})
	if err := CloseCase(url, "case-1"); err != nil {
		t.Fatal(err)
	}
	control(t, url, "requests/verify", object{"order": []object{
		{"method": "PATCH", "status": 409}, {"method": "GET"}, {"method": "PATCH", "status": 200},
	}})
}

func TestFailsWhenKibanaDoes(t *testing.T) {
	url := kibana(t)
	control(t, url, "faults", object{"match": object{"method": "PATCH"}, "effect": object{"status": 500}})
	if err := CloseCase(url, "case-1"); err == nil {
		t.Fatal("takes a 500 for a success")
	}
}
