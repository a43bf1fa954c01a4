"""QR codes: an address to be taken up with a telephone."""

import io

import segno


def svg(address: str, title: str) -> str:
    """Return the QR code of an address as SVG, which grows with its place.

    It is dark on light whatever the ground it stands on, with the quiet rim of four modules that
    ISO/IEC 18004 asks for: not every camera reads a code turned inside out.

    Parameters
    ----------
    address
        What it says.
    title
        What it is, for who cannot see it.
    """
    made = io.BytesIO()
    _code(address).save(made, kind="svg", xmldecl=False, omitsize=True, light="#fff", title=title, nl=False)
    return made.getvalue().decode()


def png(address: str, module_px: int = 8) -> bytes:
    """Return the QR code of an address as PNG.

    Parameters
    ----------
    address
        What it says.
    module_px
        The side of one of its squares, px.
    """
    made = io.BytesIO()
    _code(address).save(made, kind="png", scale=module_px)
    return made.getvalue()


def modules(address: str) -> int:
    """Return how many squares the code has to a side, its rim included: more must be shown larger."""
    return _code(address).symbol_size()[0]


def _code(address: str) -> segno.QRCode:
    # Little is lost on a screen, and the fewer squares, the farther off it is read.
    return segno.make_qr(address, error="l", boost_error=True)
