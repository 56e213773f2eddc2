-- The last run of each job of the clock, for administrators to see that it runs. It is the portal's, of no workspace.
CREATE TABLE job_runs (
  name TEXT PRIMARY KEY,
  at INTEGER NOT NULL,                 -- when it began
  took INTEGER NOT NULL,               -- milliseconds
  fault TEXT NOT NULL DEFAULT ''       -- the reference of the fault in the log; empty where it succeeded
) STRICT;
