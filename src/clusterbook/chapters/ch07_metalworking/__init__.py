"""Chapter 7: metalworking of Espírito Santo."""
