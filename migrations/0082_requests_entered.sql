-- Staff enter requests for clients who telephoned. The client is mailed.
INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES ('request_entered', 'entries', 60, 300, NULL, 1000);
