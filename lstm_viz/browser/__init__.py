"""The live side: what runs in the reader's browser, a folder a component, and what Python sends it."""
