"""`python -m finish_site`."""

from finish_site.command import main

raise SystemExit(main())
