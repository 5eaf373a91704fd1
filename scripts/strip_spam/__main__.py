"""`python -m strip_spam`."""

from strip_spam.command import main

raise SystemExit(main())
