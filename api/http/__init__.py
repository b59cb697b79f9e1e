"""The frame of the API: operations, requests, answers, refusals."""
