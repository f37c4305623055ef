"""`python -m gongkai`."""

import sys

from gongkai.cli.main import main

sys.exit(main())
