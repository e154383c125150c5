"""The front door in a fresh checkout: `python cli.py check examples/order-1042.yaml`."""

import sys

try:
    from policy_engine.commands import main
except ModuleNotFoundError as missing:
    if (missing.name or "").startswith("policy_engine"):
        raise
    sys.exit(f"the package `{missing.name}` is not installed; `make demo` installs what is needed")

if __name__ == "__main__":
    main()
