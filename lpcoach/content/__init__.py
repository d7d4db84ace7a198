"""What is asked and by what standard: frozen models, and packs of YAML files that fill them."""
