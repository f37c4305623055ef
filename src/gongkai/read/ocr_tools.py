"""The one door to the `ocr` extra: its modules, loaded when needed, and the recogniser of lines of text.

The model is the one inside rapidocr's wheel, opened by its path; nothing is ever downloaded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from gongkai.errors import MissingTool

Raster = Any  # a numpy array of grey values; numpy comes with the extra
Picture = Any  # an image of Pillow, which comes with it too
_NEEDED = ("numpy", "cv2", "PIL", "onnxruntime", "rapidocr")
_MODELS = "PP-OCR*rec*.onnx"
_HEIGHT = 48  # of the pictures that the model takes
_NARROWEST = 64
_WIDEST = 3200
_BATCH_PIXELS = 48 * 4096


class Reading(NamedTuple):
    """What the recogniser read in a picture of one line, and the lowest likelihood of any of its characters."""

    text: str
    score: float


def missing_ocr(file: str) -> MissingTool:
    """Return the error that says what to install."""
    return MissingTool(
        f"“{file or '文件'}”是图片或扫描件，要用文字识别才能读",
        why="没有安装文字识别组件",
        fix="请安装：pip install 'gongkai[ocr]'，或使用有文字层的 PDF、DOCX、HTML",
    )


def is_installed() -> bool:
    """Whether the extra and its model are there."""
    return all(find_spec(name) for name in _NEEDED) and _model_path() is not None


def need(file: str) -> None:
    """Check that the extra is there.

    Raises:
        MissingTool: it is not.
    """
    if not is_installed():
        raise missing_ocr(file)


@cache
def numpy() -> ModuleType:
    """Return numpy."""
    return import_module("numpy")


@cache
def pillow(name: str) -> Any:  # noqa: ANN401 - a module that may not be there
    """Return a module of Pillow."""
    return import_module(f"PIL.{name}")


@cache
def cv2() -> ModuleType:
    """Return OpenCV, on one thread: files are read side by side in processes."""
    module = import_module("cv2")
    module.setNumThreads(1)
    return module


def _model_path() -> Path | None:
    """Find the recognition model without importing rapidocr, which would set up logging and look for downloads."""
    spec = find_spec("rapidocr")
    for folder in spec.submodule_search_locations or () if spec else ():
        for path in sorted((Path(folder) / "models").glob(_MODELS), reverse=True):
            return path
    return None


class Recogniser:
    """Reads pictures of single lines of text."""

    def __init__(self) -> None:
        runtime = import_module("onnxruntime")
        options = runtime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 4
        self._session = runtime.InferenceSession(str(_model_path()), options, providers=["CPUExecutionProvider"])
        self._input = self._session.get_inputs()[0].name
        characters = self._session.get_modelmeta().custom_metadata_map["character"].split("\n")
        self._characters = ["", *characters, " "]

    def read(self, pictures: Sequence[Raster]) -> list[Reading]:
        """Read each picture: grey, dark on light, one line high."""
        shaped = [_shaped(picture) for picture in pictures]
        readings = [Reading("", 0.0)] * len(shaped)
        for batch in _batches(shaped):
            width = max(shaped[at].shape[1] for at in batch)
            given = numpy().zeros((len(batch), 3, _HEIGHT, width), dtype="float32")
            for place, at in enumerate(batch):
                given[place, :, :, : shaped[at].shape[1]] = shaped[at].astype("float32") / 127.5 - 1.0
            likelihoods = self._session.run(None, {self._input: given})[0]
            for place, at in enumerate(batch):
                readings[at] = self._decode(likelihoods[place])
        return readings

    def _decode(self, likelihoods: Raster) -> Reading:
        """Take the likeliest character of each step; a character that goes on over several steps is one."""
        best = likelihoods.argmax(axis=1)
        text: list[str] = []
        scores: list[float] = []
        last = 0
        for step, character in enumerate(best.tolist()):
            score = float(likelihoods[step, character])
            if character and character != last:
                text.append(self._characters[character] if character < len(self._characters) else "")
                scores.append(score)
            elif character:
                scores[-1] = max(scores[-1], score)
            last = character
        return Reading("".join(text), min(scores, default=0.0))


@cache
def recogniser() -> Recogniser:
    """Return the recogniser, opened once."""
    return Recogniser()


def _shaped(picture: Raster) -> Raster:
    height, width = picture.shape[:2]
    wide = min(_WIDEST, max(_NARROWEST // 2, round(width * _HEIGHT / height)))
    how = cv2().INTER_AREA if height > _HEIGHT else cv2().INTER_CUBIC
    resized = cv2().resize(picture, (wide, _HEIGHT), interpolation=how)
    if wide >= _NARROWEST:
        return resized
    spare = _NARROWEST - wide
    paper = int(numpy().percentile(resized, 95))
    return cv2().copyMakeBorder(resized, 0, 0, spare // 2, spare - spare // 2, cv2().BORDER_CONSTANT, value=paper)


def _batches(pictures: Sequence[Raster]) -> Iterator[list[int]]:
    """Put pictures of like width together."""
    order = sorted(range(len(pictures)), key=lambda at: pictures[at].shape[1])
    batch: list[int] = []
    for at in order:
        if batch and (len(batch) + 1) * pictures[at].shape[1] * _HEIGHT > _BATCH_PIXELS:
            yield batch
            batch = []
        batch.append(at)
    if batch:
        yield batch
