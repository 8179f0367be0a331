"""sys.exit, atexit and what is printed at the end."""

import atexit
import sys

atexit.register(print, "atexit")
print("before")
sys.exit(3)
