"""The provider's own account of a month: read from its files, kept, laid beside ours."""
