"""One module a command, each with a `command`; main.py lists them and imports a module only when its command is run."""
