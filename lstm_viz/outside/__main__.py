"""`python -m lstm_viz.outside` is the command `lstm-viz`."""

import sys

from .command import main

sys.exit(main())
