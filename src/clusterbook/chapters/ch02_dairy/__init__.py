"""Chapter 2: the dairy chain of Boaco and Chontales, Nicaragua, and its neighbours."""
