"""`python -m budgetpdf` is the command `budgetpdf`."""

from budgetpdf.cli import main

raise SystemExit(main())
