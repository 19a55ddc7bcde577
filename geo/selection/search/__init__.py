"""Search: what the sources say on a word, a phrase, a place or a number, sentence by sentence, and nothing besides.

``question`` reads what was typed, ``index`` holds the words of everything (``sentences`` and ``numbers``: of texts,
``lines`` of the records), ``answer`` sets out what was found within the filters, ``marks`` where it stands.
"""
