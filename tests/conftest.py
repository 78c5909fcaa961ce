"""The source document in its four drawings, each drawn and read once for all tests."""

import pytest
from hypothesis import settings

import qzbudget as qz
from typeset.draw import draw
from typeset.transcription import load_transcription

settings.register_profile("busy", deadline=None)
settings.load_profile("busy")
"""A machine that is busy with other things is no failure."""

DRAWINGS = {
    "strokes": ("strokes", 0),
    "rectangles": ("rectangles", 0),
    "polygons": ("polygons", 0),
    "rotated": ("strokes", 90),
}


@pytest.fixture(scope="session", params=DRAWINGS)
def qingdao_pdf(request, tmp_path_factory):
    """The PDF of one drawing, under a name that says nothing about its content."""
    rules, rotate = DRAWINGS[request.param]
    path = tmp_path_factory.mktemp(request.param) / "a.pdf"
    path.write_bytes(draw(load_transcription(), rules=rules, rotate=rotate))
    return path


@pytest.fixture(scope="session")
def qingdao_folder(qingdao_pdf, tmp_path_factory):
    """The dataset folder of one drawing."""
    return qz.read(qingdao_pdf, tmp_path_factory.mktemp("processed"))
