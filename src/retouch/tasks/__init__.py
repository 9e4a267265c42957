"""One verb, one file. A task is a generator of events that the window and the command line share."""
