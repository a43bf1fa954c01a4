"""What a reader brings in: files of any origin, made into a folder that `lcity.dataset` reads.

Everything here takes its input for hostile until it is checked: sizes before contents, no file outside
the private folder it is given, and every refusal a `Problem` with its sentence.
"""
