"""The pages of a picture file or of a scanned PDF as grey rasters, within bounds."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2

from gongkai.errors import UnreadableFile, UnsafeFile
from gongkai.read.ocr_tools import Picture, Raster, cv2, numpy, pillow

MOST_PAGES = 30
MOST_PIXELS = 40_000_000  # a page
FEWEST_PIXELS = 600  # of the shorter side: less than about 75 dpi
_BEST_SIDE = 2480  # the shorter side of A4 at 300 dpi; more is of no use
_PDF_DPI = 250
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP", "MPO")


class RasterPage(NamedTuple):
    """A page: its number, its grey values, and how many units of the file (pixels or points) one of its pixels is."""

    number: int
    grey: Raster
    unit: float


def pages_of_picture(data: bytes, file: str) -> Iterator[RasterPage]:
    """Yield the pages of a PNG, JPEG, TIFF, BMP, GIF or WEBP file.

    Raises:
        UnreadableFile: the picture is damaged or too small to read.
        UnsafeFile: it has more pages or pixels than the limits.
    """
    pictures = pillow("Image")
    pictures.MAX_IMAGE_PIXELS = None  # the bound is our own, and said in Chinese
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = pictures.open(io.BytesIO(data), formats=_FORMATS)
            count = getattr(image, "n_frames", 1)
            _check_pages(count, file)
            for at in range(count):
                image.seek(at)
                width, height = image.size
                _check_size(width, height, at + 1, file)
                yield _sized(at + 1, _upright(image), 1.0, file)
    except UnreadableFile:
        raise
    except MemoryError:
        raise
    except Exception as error:
        why = f"{type(error).__name__}"
        raise UnreadableFile(f"“{file}”不是完整的图片", why=why, fix="请重新扫描或另存后再读") from None


def _upright(image: Picture) -> Raster:
    """Return the grey values of a picture as it is meant to be seen, on white."""
    turned = pillow("ImageOps").exif_transpose(image)
    if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
        turned = turned.convert("RGBA")
        white = pillow("Image").new("RGBA", turned.size, "white")
        turned = pillow("Image").alpha_composite(white, turned)
    if turned.mode.startswith("I"):
        values = numpy().asarray(turned).astype("float32")
        return (values / max(1.0, float(values.max())) * 255).astype("uint8")
    return numpy().asarray(turned.convert("L"))


def pages_of_pdf(data: bytes, file: str) -> Iterator[RasterPage]:
    """Yield the pages of a PDF as it would be printed.

    Raises:
        UnreadableFile: a page is damaged.
        UnsafeFile: there are more pages or pixels than the limits.
    """
    document = pypdfium2.PdfDocument(data)
    try:
        _check_pages(len(document), file)
        for at in range(len(document)):
            page = document[at]
            width, height = page.get_size()
            scale = _PDF_DPI / 72
            _check_size(width * scale, height * scale, at + 1, file)
            grey = page.render(scale=scale, grayscale=True).to_numpy()
            page.close()
            yield _sized(at + 1, grey[:, :, 0] if grey.ndim == 3 else grey, 1 / scale, file)
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(f"“{file}”有损坏的页", why=str(error), fix="请重新扫描后再读") from None
    finally:
        document.close()


def _check_pages(count: int, file: str) -> None:
    if count > MOST_PAGES:
        raise UnsafeFile(f"“{file}”有{count}页图片，超过{MOST_PAGES}页的上限", fix="请只给出年度报告所在的页")


def _check_size(width: float, height: float, number: int, file: str) -> None:
    if width * height > MOST_PIXELS:
        most = MOST_PIXELS // 10000
        raise UnsafeFile(
            f"“{file}”第{number}页有{round(width * height / 10000)}万像素，超过{most}万的上限",
            fix="请用 300 dpi 重新扫描",
        )


def _sized(number: int, grey: Raster, unit: float, file: str) -> RasterPage:
    short = min(grey.shape[:2])
    if short < FEWEST_PIXELS:
        raise UnreadableFile(
            f"“{file}”第{number}页只有{grey.shape[1]}×{grey.shape[0]}像素，看不清文字",
            fix="请用 150 dpi 以上重新扫描",
        )
    if short <= _BEST_SIDE * 1.1:
        return RasterPage(number, numpy().ascontiguousarray(grey), unit)
    scale = _BEST_SIDE / short
    resized = cv2().resize(grey, None, fx=scale, fy=scale, interpolation=cv2().INTER_AREA)
    return RasterPage(number, resized, unit / scale)
