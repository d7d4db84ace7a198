"""The pages for many strangers: a hardened Voila in which each visitor has a kernel and a workbook of their own."""
