"""The words of a text that the network wrote: `follow.js` opens one without loading the app anew."""
