"""A QR code says what it was made of, to another library's reader."""

from xml.etree import ElementTree

import matplotlib.image
import numpy as np
import pytest
import zxingcpp

from lcity.export import qr

SHORT = "http://192.168.1.20:8501"
LONG = f"{SHORT}/ranking?" + "&".join(f"w=indicator_{number}:2" for number in range(40)) + "&lang=zh"


@pytest.mark.parametrize("address", [SHORT, LONG])
def test_a_camera_reads_the_address(address, tmp_path):
    path = tmp_path / "code.png"
    path.write_bytes(qr.png(address, module_px=3))
    grey = (255 * matplotlib.image.imread(path)).astype(np.uint8)
    (found,) = zxingcpp.read_barcodes(grey)
    assert (found.text, found.format) == (address, zxingcpp.BarcodeFormat.QRCode)
    assert grey.shape[:2] == (3 * qr.modules(address),) * 2


def test_on_the_page_it_is_dark_on_light_and_has_a_name():
    drawn = ElementTree.fromstring(qr.svg(SHORT, title="Open it"))
    assert drawn.findtext("{*}title") == "Open it"
    assert drawn.get("viewBox") == "0 0 {0} {0}".format(qr.modules(SHORT))
    assert "width" not in drawn.attrib
    ground, code = drawn.findall("{*}path")
    assert ground.get("fill") == "#fff"
    assert code.get("stroke") == "#000"
