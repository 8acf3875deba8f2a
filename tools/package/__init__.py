"""What turns the frozen app into something to install, for `tools.build`."""
