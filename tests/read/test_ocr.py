"""Scans are read cell by cell; what is not sure is unread, and never a wrong number."""

import io
from random import Random

import pypdfium2
import pytest

from gongkai.errors import MissingTool, UnreadableFile, UnsafeFile
from gongkai.read import ocr_cells, ocr_tools, read_bytes
from gongkai.read.sandbox import read_untrusted
from gongkai.write.pdf import write_pdf
from strategies import Shape, random_report

needs_ocr = pytest.mark.skipif(
    not ocr_tools.is_installed(), reason="没有安装 ocr 组件，扫描件的测试没有运行：pip install 'gongkai[ocr]'"
)
REPORT = random_report(Random(7), shape=Shape(largest=4000, without=("disclosure",)))


def _scanned(dpi, skew=0.0, noise=0.0):
    """Return the page with the table of requests as a grey picture."""
    import cv2
    import numpy

    page = pypdfium2.PdfDocument(write_pdf(REPORT))[1]
    grey = page.render(scale=dpi / 72, grayscale=True).to_numpy()
    height, width = grey.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0)
    turned = cv2.warpAffine(grey.reshape(height, width), turn, (width, height), borderValue=255).astype("float32")
    return (turned + numpy.random.default_rng(1).normal(0, noise, turned.shape)).clip(0, 255).astype("uint8")


def _file(grey, kind):
    from PIL import Image

    made = io.BytesIO()
    Image.fromarray(grey).save(made, kind, resolution=150)
    return made.getvalue()


def _judged(read):
    """Return how many of the table's cells are right, and those that are silently wrong."""
    unread = {item.ref for item in read.unread}
    cells = [ref for ref, at in REPORT.edition.index.items() if ref.startswith("requests/") and read.places[at]]
    assert len(cells) >= 140  # the last rows stand on the next page
    right = [ref for ref in cells if ref not in unread and read.value(ref) == REPORT.value(ref)]
    wrong = [ref for ref in cells if ref not in unread and read.value(ref) != REPORT.value(ref)]
    return len(right) / len(cells), wrong


@pytest.mark.tools
@needs_ocr
def test_a_skewed_and_noisy_scan_is_read_in_the_sandbox_with_places():
    read = read_untrusted(_file(_scanned(150, skew=1.2, noise=8), "PDF"), "扫描件.pdf")
    right, wrong = _judged(read)
    assert right >= 0.99
    assert wrong == []
    place = read.figure("requests/received/total").place
    assert place.page == 1
    assert place.box[0] > 400
    assert place.text == str(REPORT.value("requests/received/total"))


@pytest.mark.tools
@needs_ocr
def test_what_the_recogniser_misreads_twice_is_never_silently_wrong(monkeypatch):
    class Misreading(ocr_tools.Recogniser):
        """Reads each seventh number wrong, sure of itself, and the same in both passes."""

        def read(self, pictures):
            seen = super().read(pictures)
            return [
                reading._replace(text=str((int(reading.text[0]) + 3) % 10) + reading.text[1:], score=0.99)
                if reading.text.isdigit() and sum(map(int, reading.text)) % 7 == 3
                else reading
                for reading in seen
            ]

    misreading = Misreading()
    monkeypatch.setattr(ocr_cells, "recogniser", lambda: misreading)
    right, wrong = _judged(read_bytes(_file(_scanned(200), "PNG"), "扫描件.png"))
    assert wrong == []
    assert right < 1


@pytest.mark.tools
@needs_ocr
def test_a_pale_mark_is_no_blank():
    import cv2

    from gongkai.read.ocr_page import Box, straighten
    from gongkai.read.ocr_rasters import pages_of_picture

    grey = _scanned(150)
    grey[:] = 255
    cv2.rectangle(grey, (200, 200), (600, 300), 0, 2)
    cv2.line(grey, (400, 200), (400, 300), 0, 2)
    cv2.putText(grey, "0", (490, 265), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 190, 2)
    page = straighten(next(iter(pages_of_picture(_file(grey, "PNG"), "图"))))
    assert isinstance(page.in_pixels(page.tables[0].boxes[0]), Box)
    blank, pale = ocr_cells.read_texts(page, [page.in_pixels(box) for box in page.tables[0].boxes])
    assert (blank.text, blank.doubtful) == ("", False)
    assert pale.doubtful


@pytest.mark.tools
@needs_ocr
@pytest.mark.parametrize("name", ["too_many_pages", "too_many_pixels", "too_small", "cut"])
def test_pictures_beyond_the_limits_are_refused_in_words(name):
    from PIL import Image

    made = io.BytesIO()
    small = Image.new("L", (700, 900), 255)
    if name == "too_many_pages":
        small.save(made, "TIFF", save_all=True, append_images=[small] * 30)
    elif name == "too_many_pixels":
        Image.new("1", (9000, 9000)).save(made, "PNG")
    else:
        Image.effect_noise((300 if name == "too_small" else 700, 900), 50).save(made, "PNG")
    data = made.getvalue()[: len(made.getvalue()) // 2 if name == "cut" else None]
    with pytest.raises(UnsafeFile if name.startswith("too_many") else UnreadableFile, match=r"[一-鿿]"):
        read_bytes(data, "图.png")


def test_without_the_extra_the_message_says_what_to_install(monkeypatch):
    monkeypatch.setattr(ocr_tools, "is_installed", lambda: False)
    with pytest.raises(MissingTool, match=r"pip install 'gongkai\[ocr\]'"):
        read_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64), "图.png")
