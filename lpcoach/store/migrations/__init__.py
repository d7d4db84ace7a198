"""Alembic's scripts: how the workbook's file came to its form, one module a version."""
