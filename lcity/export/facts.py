"""What a brief says besides its answer: what was chosen, its sources, what counts how much."""

from lcity.export import mark
from lcity.export.metadata import Metadata
from lcity.text import Language

INDENT = "\N{NO-BREAK SPACE}" * 5


def facts(metadata: Metadata, lang: Language) -> list[tuple[str, str]]:
    """Return what was chosen and what the figures stand on, as pairs of name and text; nothing empty."""
    found = [
        *metadata.chosen,
        (lang.t("export.provenance"), metadata.marks(lang)),
        (lang.t("export.sources"), lang.t("export.semicolon").join(metadata.sources)),
        (lang.t("export.years"), metadata.years),
        (lang.t("export.data"), lang.t("export.data_of", title=metadata.dataset, hash=metadata.data)),
        (lang.t("export.date"), lang.date(metadata.day)),
        (lang.t("export.link"), "\n".join(filter(None, (metadata.link, metadata.link_note)))),
        (lang.t("export.method"), "\n".join(metadata.method)),
    ]
    return [(name, text) for name, text in found if text]


def weights(metadata: Metadata, lang: Language) -> list[tuple[str, str, str]]:
    """Return each node of the index, indented under the one it belongs to, its share and its mark."""
    return [
        (
            INDENT * weight.depth + weight.name,
            lang.percent(weight.share, 1),
            mark.name(weight.provenance, lang),
        )
        for weight in metadata.weights
    ]
