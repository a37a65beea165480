# Each command gets what it needs by itself; see README.md.
.PHONY: help demo test test-engine bench bench-engine lint peers script shots translate wheel stop clean

help:
	@echo "make demo [SERVE=0] [PORT=8069]  a running Odoo 19 with the addon and its demo data"
	@echo "make test [FILES=…]              all tests: engine, Odoo, browser, glue addons, two cursors"
	@echo "make test-engine                 the engine alone, in seconds, without Odoo"
	@echo "make bench [SIZE=1m]             runs and reads in 100k, 1m, 3m or 10m journal items"
	@echo "make bench-engine                figures of the engine at 100,000 customers"
	@echo "make lint                        ruff, pylint-odoo, Odoo's own checkers"
	@echo "make peers                       Odoo's own suites with the addons installed"
	@echo "make script FILE=x.py [MODULES=] run a file as odoo shell would, on a throw-away database"
	@echo "make shots [PAGES=…] [LOGIN=…]   screenshots of the main pages, wide and narrow"
	@echo "make translate                   bring the translations up to date, list what is missing"
	@echo "make wheel                       the addons as wheels, in build/"
	@echo "make stop                        stop the private PostgreSQL"
	@echo "make clean                       remove all that these commands made"

demo test test-engine bench bench-engine lint peers script shots translate wheel stop clean:
	@scripts/$@.sh
