"""`python -m strip_spam`."""

from strip_spam.cli import main

raise SystemExit(main())
