-- Its place was taken by key_sweeps, and no release reads it any more.
DROP TABLE file_sweeps;
