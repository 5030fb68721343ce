"""The five parts of the page “Words as numbers”, one file each; every one has a `draw`."""
