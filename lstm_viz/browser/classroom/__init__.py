"""The bar of a class on every page, and the desk at which one starts or joins it."""
