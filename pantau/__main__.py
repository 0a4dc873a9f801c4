"""``python -m pantau``."""

from pantau.cli.main import main

if __name__ == "__main__":
    main()
