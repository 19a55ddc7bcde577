"""``python -m geo``."""

import sys

try:
    from geo.run.cli import main

    sys.exit(main())
except KeyboardInterrupt:  # while the program is still being loaded
    sys.exit(130)
