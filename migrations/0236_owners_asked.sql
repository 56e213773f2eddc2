-- Staff may ask an owner by email about a trip, such as one that was booked before owners were asked at all.
INSERT INTO limits (action, kind, hour, day, one, workspace) VALUES ('owner_asked', 'approvals', 120, 600, 20, 2000);
