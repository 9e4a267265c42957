"""The command line: the contract that scripts and tests rely on."""
