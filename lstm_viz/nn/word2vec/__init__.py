"""word2vec: learn what a word means from the words around it.

Mikolov, Chen, Corrado and Dean (2013), "Efficient estimation of word representations in vector
space", and Mikolov et al. (2013), "Distributed representations of words and phrases and their
compositionality". Two matrices are learned: row w of W_in (V, E) is the word's embedding, row w
of W_out (V, E) scores w as an answer.

    CBOW        words around in, the word in the middle out:   h = mean of their rows of W_in
    skip-gram   one word in, each word around it out:          h = its row of W_in
    scores      s = W_out·h                                    (V,)
    softmax     p = e^s / Σ e^s                                (V,)

`pairs` says what is trained on what, `step` does one step with every number kept, `objective`
has the loss and gradient of a whole stretch of text, `training` learns from a corpus.
"""

FLAVOURS = {"cbow": "CBOW", "skip-gram": "skip-gram"}
