help:
	@echo "make run"
