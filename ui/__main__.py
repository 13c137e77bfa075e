"""`python -m ui` is the `ogp` command."""

import sys

from ui.cli import main

sys.exit(main())
