"""What a brief says besides its answer: what was chosen, what it stands on, what counts how much."""

from lcity.export import mark
from lcity.export.account import Account
from lcity.text import Language

INDENT = "\N{NO-BREAK SPACE}" * 5


def facts(account: Account, lang: Language) -> list[tuple[str, str]]:
    """Return what was chosen and what the figures stand on, as pairs of name and text; nothing empty."""
    found = [
        *account.chosen,
        (lang.t("export.provenance"), account.marks(lang)),
        (lang.t("export.sources"), lang.t("export.semicolon").join(account.sources)),
        (lang.t("export.years"), account.years),
        (lang.t("export.data"), lang.t("export.data_of", title=account.dataset, hash=account.data)),
        (lang.t("export.date"), lang.date(account.day)),
        (lang.t("export.link"), account.link),
        (lang.t("export.method"), "\n".join(account.method)),
    ]
    return [(name, text) for name, text in found if text]


def weights(account: Account, lang: Language) -> list[tuple[str, str, str]]:
    """Return each node of the index, indented under the one it belongs to, its share and its mark."""
    return [
        (
            INDENT * weight.depth + weight.name,
            lang.percent(weight.share, 1),
            mark.name(weight.provenance, lang),
        )
        for weight in account.weights
    ]
