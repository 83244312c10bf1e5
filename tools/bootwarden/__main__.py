"""`python -m bootwarden` is `bootwarden`."""

from bootwarden.cli import main

if __name__ == "__main__":
    main()
