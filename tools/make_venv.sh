#!/bin/sh
# make_venv.sh PYTHON FOLDER: make a virtual environment, or say what to install first.
set -eu
python=${1:-}
folder=$2

if [ -z "$python" ] || ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "warledger needs Python 3.11 or newer; found: ${python:-none}." >&2
    echo "On Debian 12 or later:  apt-get install python3 python3-venv" >&2
    echo "Elsewhere, name it:     make run PYTHON=/path/to/python3.11" >&2
    exit 1
fi

if ! "$python" -m venv "$folder"; then
    rm -rf "$folder"
    echo "$python cannot make a virtual environment: its venv module is not installed." >&2
    echo "On Debian:  apt-get install python3-venv      and run the same command again." >&2
    exit 1
fi
