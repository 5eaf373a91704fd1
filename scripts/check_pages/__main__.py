"""`python -m check_pages`."""

from check_pages.command import main

raise SystemExit(main())
